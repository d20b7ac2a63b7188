package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EventSourceTest {

  /** A source whose news are told by hand. */
  private static final class Source implements EventSource {
    final List<Runnable> listeners = new ArrayList<>();
    final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public HealthSource.Subscription listen(Runnable wake) {
      listeners.add(wake);
      return closed::countDown;
    }

    void news() {
      listeners.forEach(Runnable::run);
    }

    boolean isClosed() throws InterruptedException {
      return closed.await(30, TimeUnit.SECONDS);
    }
  }

  private final Source source = new Source();

  private Bed bed() {
    return new Bed(
        t -> t.interval(Bed.INTERVAL).wakeOn(source).check("c", Bed.answering(Status.HEALTHY)));
  }

  @Test
  void news_betweenSamples_haveTheTargetSampledAtOnceAndOnce() {
    try (var bed = bed()) {
      bed.monitor.poll();
      assertThat(bed.monitor.poll()).isZero();
      source.news();
      source.news();
      assertThat(bed.monitor.poll()).isEqualTo(1);
      assertThat(bed.monitor.poll()).isZero();
    }
  }

  @Test
  void news_whileItIsSampled_areForTheNextPoll() {
    try (var bed =
        new Bed(
            t ->
                t.wakeOn(source)
                    .check(
                        "c",
                        context -> {
                          source.news();
                          return CheckResult.healthy();
                        }))) {
      assertThat(bed.monitor.poll()).isEqualTo(1);
      assertThat(bed.monitor.poll()).isEqualTo(1);
      bed.monitor.listen(event -> source.news());
      assertThat(bed.monitor.poll()).isEqualTo(1);
    }
  }

  @Test
  void news_ofATargetThatIsGone_wakeNobody() {
    try (var bed = bed()) {
      bed.monitor.poll();
      bed.monitor.unwatch("t");
      source.news();
      assertThat(bed.monitor.poll()).isZero();
      assertThat(bed.monitor.unwatch("t")).isFalse();
    }
  }

  @Test
  void unwatch_andClose_endTheListening() throws Exception {
    var other = new Source();
    try (var bed = bed()) {
      bed.monitor.watch("u", t -> t.wakeOn(other).check("c", Bed.answering(Status.HEALTHY)));
      bed.monitor.unwatch("u");
      assertThat(other.isClosed()).isTrue();
      other.news();
      bed.monitor.poll();
      assertThat(source.closed.getCount()).isEqualTo(1);
    }
    assertThat(source.isClosed()).isTrue();
  }

  @Test
  void listen_throwsOrAnswersNull_isCountedAndTheTargetSampledAllTheSame() {
    try (var bed =
        new Bed(
            t ->
                t.check("c", Bed.answering(Status.HEALTHY))
                    .wakeOn(
                        wake -> {
                          throw new IllegalStateException("no driver");
                        })
                    .wakeOn(wake -> null))) {
      assertThat(bed.monitor.poll()).isEqualTo(1);
      assertThat(bed.monitor.statistics().callbackFailures()).isEqualTo(2);
    }
  }

  @Test
  void news_ofAStartedMonitor_wakeIt() {
    var heard = new Heard();
    try (var monitor =
        HealthMonitor.builder()
            .listener(heard)
            .watch(
                "t",
                t ->
                    t.interval(Duration.ofHours(1))
                        .wakeOn(source)
                        .check("c", Bed.answering(Status.HEALTHY)))
            .start()) {
      assertThat(monitor).isNotNull();
      heard.await("the first sample", all -> samples(all) == 1);
      source.news();
      heard.await("the next, long before it is due", all -> samples(all) == 2);
    }
  }

  private static long samples(List<HealthEvent> events) {
    return events.stream().filter(HealthEvent.Sampled.class::isInstance).count();
  }
}
