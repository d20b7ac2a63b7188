package io.health4j.benchmarks;

import com.codahale.metrics.MetricRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Recorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What the same iteration pays to time itself with others. All threads share one timer, as their
 * users have it; none of these knows of success or of a champion.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoopPeersBenchmark {

  private static final double NANOS_PER_SECOND = 1e9;

  private final SimpleMeterRegistry micrometer = new SimpleMeterRegistry();
  private final Timer timer = micrometer.timer("loop.plain");
  private final Timer histogram =
      Timer.builder("loop.histogram").publishPercentileHistogram().register(micrometer);
  private final com.codahale.metrics.Timer dropwizard = new MetricRegistry().timer("loop");
  private final DoubleHistogram otel =
      SdkMeterProvider.builder()
          .registerMetricReader(new NeverReading())
          .build()
          .get("loop")
          .histogramBuilder("loop.iteration.duration")
          .setUnit("s")
          .build();
  private final Recorder hdr = new Recorder(2);

  /** A pull reader that nobody pulls: without a reader nothing would be recorded. */
  private static final class NeverReading implements MetricReader {

    @Override
    public void register(CollectionRegistration registration) {}

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  /**
   * Micrometer's timer: time, count, largest.
   *
   * @return the duration
   */
  @Benchmark
  public long micrometerSample() {
    return Timer.start(micrometer).stop(timer);
  }

  /**
   * Micrometer's timer with the buckets that it publishes to Prometheus.
   *
   * @return the duration
   */
  @Benchmark
  public long micrometerHistogram() {
    return Timer.start(micrometer).stop(histogram);
  }

  /**
   * Dropwizard's timer, whose reservoir decays.
   *
   * @return the duration
   */
  @Benchmark
  public long dropwizardContext() {
    return dropwizard.time().stop();
  }

  /** OpenTelemetry's histogram with its default buckets, in seconds as its conventions say. */
  @Benchmark
  public void openTelemetryHistogram() {
    long start = System.nanoTime();
    otel.record((System.nanoTime() - start) / NANOS_PER_SECOND);
  }

  /** HdrHistogram with two significant digits, in the recorder for any number of threads. */
  @Benchmark
  public void hdrRecorder() {
    long start = System.nanoTime();
    hdr.recordValue(System.nanoTime() - start);
  }
}
