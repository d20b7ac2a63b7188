package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class GaugeTest {

  private static final Metric METRIC = Metric.gauge("health.gpu.thing", "1", "A thing");

  /** A judge of nothing but one gauge. */
  private record Only(Gauge gauge) implements Judge {

    @Override
    public List<Probe> probes() {
      return List.of(gauge.probe());
    }

    @Override
    public void judge(GpuSample sample, Verdicts out) {
      gauge.read(sample, out);
    }
  }

  private static JudgeRig rig(int index, LongToDoubleFunction unit) {
    return new JudgeRig(
        new Only(Gauge.at(METRIC, Probe.of(NvmlQuery.UTILIZATION), index, unit, "part", "a")));
  }

  @Test
  void read_value_isConvertedAndLabelled() {
    JudgeRig rig = rig(1, percent -> percent / 100.0).set(NvmlQuery.UTILIZATION, 90, 25).step();

    assertThat(rig.readings()).containsExactly("health.gpu.thing{part=a} 0.25");
  }

  @Test
  void read_notSupported_hasNoReading() {
    assertThat(rig(0, value -> value).step().readings()).isEmpty();
  }

  @Test
  void read_errorOfTheMoment_hasNoReadingOnce() {
    JudgeRig rig = rig(0, value -> value).fail(NvmlQuery.UTILIZATION, 0, NvmlReturn.UNKNOWN);

    assertThat(rig.step().readings()).isEmpty();
    assertThat(rig.set(NvmlQuery.UTILIZATION, 1, 2).step().readings()).hasSize(1);
  }

  @Test
  void read_conversionSaysNaN_hasNoReading() {
    JudgeRig rig = rig(0, value -> Double.NaN).set(NvmlQuery.UTILIZATION, 90, 25).step();

    assertThat(rig.readings()).isEmpty();
  }

  @Test
  void read_twice_refersToTheSameAttributes() {
    JudgeRig rig = rig(0, value -> value).set(NvmlQuery.UTILIZATION, 90, 25).step();
    Attributes first = rig.last().readings().get(0).attributes();

    assertThat(rig.step().last().readings().get(0).attributes()).isSameAs(first);
  }

  @Test
  void labels_onAnotherGpu_areMadeAnew() {
    Labels labels = Labels.of("part", "a");

    assertThat(labels.on(Attributes.of("hw.id", "1")))
        .isEqualTo(Attributes.of("hw.id", "1", "part", "a"));
    assertThat(labels.on(Attributes.of("hw.id", "2")))
        .isEqualTo(Attributes.of("hw.id", "2", "part", "a"));
  }

  @Test
  void labels_none_areTheGpus() {
    Attributes gpu = Attributes.of("hw.id", "1");

    assertThat(Labels.of().on(gpu)).isSameAs(gpu);
  }
}
