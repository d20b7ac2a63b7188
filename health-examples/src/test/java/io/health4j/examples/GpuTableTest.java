package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Status;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GpuTableTest {

  private static final long GIB = 1L << 30;

  private static Reading reading(String metric, double value, String name) {
    var attributes = Attributes.of("hw.name", name, "hw.model", "NVIDIA H100 80GB HBM3");
    return Reading.of(Metric.gauge(metric, "1", ""), value, attributes);
  }

  private static ResultBuilder gpu(ResultBuilder result, int index, double celsius) {
    String name = "GPU " + index;
    return result
        .reading(reading("hw.temperature", celsius, name))
        .reading(reading("hw.power", 412.4, name))
        .reading(reading("hw.gpu.utilization", 0.97, name))
        .reading(reading("hw.gpu.memory.usage", 61.25 * GIB, name))
        .reading(reading("hw.gpu.memory.limit", 80 * GIB, name))
        .reading(reading("health.gpu.nvlink.up", 18, name));
  }

  private static Finding finding(String condition, int gpu, Status status) {
    return Finding.of(condition, "GPU " + gpu + " (GPU-1234, 00000000:1B:00.0)", status);
  }

  private static List<String> render(CheckResult result) {
    return new GpuTable(Paint.PLAIN, 100).render(result);
  }

  @Test
  void render_healthy_isALineEach() {
    List<String> table = render(gpu(gpu(CheckResult.builder(), 0, 45), 10, 51).build());

    assertThat(table)
        .containsExactly(
            "gpu  model                  verdict    core   power   busy  memory              links",
            "0    H100 80GB HBM3         HEALTHY    45 C   412 W    97%  61.3 of 80.0 GiB    18 up",
            "10   H100 80GB HBM3         HEALTHY    51 C   412 W    97%  61.3 of 80.0 GiB    18"
                + " up");
  }

  @Test
  void render_finding_isTheVerdictOfItsGpuAlone() {
    CheckResult result =
        gpu(gpu(CheckResult.builder(), 1, 45), 11, 45)
            .finding(finding("gpu-xid", 11, Status.WARNING))
            .finding(finding("gpu-temperature", 11, Status.CRITICAL))
            .build();

    assertThat(render(result).get(1)).startsWith("1 ").contains("HEALTHY");
    assertThat(render(result).get(2)).startsWith("11 ").contains("CRITICAL");
  }

  @Test
  void render_lostGpu_isShownWithoutReadings() {
    CheckResult result =
        gpu(CheckResult.builder(), 0, 45).finding(finding("gpu-lost", 5, Status.CRITICAL)).build();

    assertThat(render(result)).hasSize(3);
    assertThat(render(result).get(2)).isEqualTo("5" + " ".repeat(27) + "CRITICAL");
  }

  @Test
  void render_migDevice_isBelowItsGpu() {
    CheckResult result =
        gpu(gpu(CheckResult.builder(), 0, 45), 1, 45)
            .reading(reading("hw.gpu.memory.usage", GIB, "GPU 0 MIG 2"))
            .reading(reading("hw.gpu.memory.limit", 10 * GIB, "GPU 0 MIG 2"))
            .build();

    assertThat(render(result).get(2)).startsWith("     MIG 2 ").endsWith(" 1.0 of 10.0 GiB");
    assertThat(render(result).get(3)).startsWith("1 ");
  }

  @Test
  void render_nothingKnown_isTheHeader() {
    assertThat(render(CheckResult.unknown("no driver"))).hasSize(1);
  }

  @Test
  void troubles_tellValueLimitSourceAndRemedy() {
    CheckResult result =
        CheckResult.builder()
            .finding(
                finding("gpu-temperature", 3, Status.WARNING)
                    .value(4)
                    .limit(5, "default (this project's own judgement)")
                    .remedy("Look at the fans."))
            .build();

    assertThat(String.join(" ", GpuTexts.troubles(result, Paint.PLAIN, 100)))
        .isEqualTo(
            "! WARNING gpu-temperature GPU 3 (GPU-1234, 00000000:1B:00.0) 4 (limit 5, default (this"
                + " project's own   judgement)): Look at the fans.");
    assertThat(GpuTexts.troubles(result, Paint.PLAIN, 60))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
  }

  @Test
  void worst_isToldInAFewWords() {
    CheckResult one = CheckResult.builder().finding(finding("gpu-xid", 1, Status.WARNING)).build();
    CheckResult two =
        CheckResult.builder()
            .finding(finding("gpu-xid", 1, Status.WARNING))
            .finding(Finding.of("gpu-xid", "GPU 2 (GPU-12, 00:1) XID 79", Status.CRITICAL))
            .build();

    assertThat(GpuTexts.worst(one)).isEqualTo("WARNING gpu-xid GPU 1");
    assertThat(GpuTexts.worst(two)).isEqualTo("CRITICAL gpu-xid GPU 2 XID 79 and 1 more");
    assertThat(GpuTexts.worst(CheckResult.healthy("8 GPUs"))).isEqualTo("8 GPUs");
  }

  @Test
  void finding_withoutLimit_namesItsSourceBehind() {
    Finding lost = finding("gpu-lost", 5, Status.CRITICAL).remedy("Reboot.");
    var reported =
        new Finding(
            lost.condition(),
            "GPU 5 (GPU-1)",
            lost.status(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            "reported by the device",
            lost.remedy());

    assertThat(GpuTexts.finding(reported))
        .isEqualTo("CRITICAL gpu-lost GPU 5 (GPU-1), reported by the device: Reboot.");
  }

  @Test
  void troubles_none_isNothing() {
    assertThat(GpuTexts.troubles(CheckResult.healthy(), Paint.PLAIN, 100)).isEmpty();
  }
}
