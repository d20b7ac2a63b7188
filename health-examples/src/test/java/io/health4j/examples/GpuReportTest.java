package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.CheckResult;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.examples.GpuComparison.Compared;
import io.health4j.examples.GpuComparison.Verdict;
import io.health4j.nvml.api.NvmlReturn;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GpuReportTest {

  private final GpuReport report = new GpuReport();

  private static GpuCalls.Row call(String argument, int gpu, int code, String value, long nanos) {
    return new GpuCalls.Row(
        "nvmlDeviceGetX", argument, gpu, code, value, GpuTimes.of(LongStream.of(nanos, 1_000)));
  }

  @Test
  void calls_ofSeveralGpus_areOneLine() {
    report.calls(
        List.of(
            call("0", 0, NvmlReturn.SUCCESS, "45", 3_000),
            call("0", 1, NvmlReturn.SUCCESS, "46", 9_000)));

    assertThat(report.lines())
        .contains("| nvmlDeviceGetX | 0 | success (0) on 2 GPUs | 45; 46 | 4 | 1.0 | 9.0 | 9.0 |");
  }

  @Test
  void calls_thatFailAlike_areOneLineForAllArguments() {
    report.calls(
        List.of(
            call("0", 0, NvmlReturn.SUCCESS, "1", 1_000),
            call("1", 0, NvmlReturn.NOT_SUPPORTED, "", 1_000),
            call("2", 0, NvmlReturn.NOT_SUPPORTED, "", 1_000)));

    assertThat(report.lines())
        .contains("| nvmlDeviceGetX | 1, 2 | not supported (3) |  | 4 | 1.0 | 1.0 | 1.0 |")
        .contains("| nvmlDeviceGetX | 0 | success (0) | 1 | 2 | 1.0 | 1.0 | 1.0 |");
  }

  @Test
  void calls_ofManyArguments_areTheFirstAndTheLast() {
    report.calls(
        IntStream.range(0, 36).mapToObj(i -> call("" + i, 0, NvmlReturn.SUCCESS, "1", 9)).toList());

    assertThat(report.lines()).anyMatch(line -> line.contains("| 0 … 35 (36) | success (0) | 1 |"));
  }

  @Test
  void compared_isCountedAndListedButForWhatNobodyTells() {
    var value = Optional.of("45.00");
    report.compared(
        "at rest",
        List.of(
            new Compared(0, "busy", value, Optional.of("60 %"), value, 3, Verdict.DIFFERS),
            new Compared(
                -1,
                "GPUs",
                Optional.of("8"),
                Optional.of("8"),
                Optional.of("8"),
                0,
                Verdict.AGREES),
            new Compared(
                0,
                "serial",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Verdict.ABSENT)));

    assertThat(report.lines())
        .contains("## Compared with nvidia-smi, at rest")
        .contains("1 **differs**, 1 agrees, 1 told by neither")
        .contains("| 0 | busy | 45.00 | 60 % | 45.00 | 3.000 | **differs** |")
        .contains("| all | GPUs | 8 | 8 | 8 |  | agrees |")
        .noneMatch(line -> line.contains("serial"));
  }

  @Test
  void readings_ofSeveralGpus_areOneLineForEachMetric() {
    var result = CheckResult.builder();
    var task = Metric.gauge("hw.gpu.utilization", "1", "");
    for (int gpu = 0; gpu < 2; gpu++) {
      var attributes = Attributes.of("hw.id", "GPU-" + gpu, "hw.gpu.task", "encoder");
      result.reading(Reading.of(task, 0.5 + gpu / 4.0, attributes));
    }
    report.readings(result.build());

    assertThat(report.lines())
        .contains("| hw.gpu.utilization | hw.gpu.task=encoder | 1 | 0.500000; 0.750000 |");
  }

  @Test
  void percentile_isAValueThatWasMeasured() {
    var times = GpuTimes.of(LongStream.of(4, 2, 1, 3));

    assertThat(times.percentile(0.5)).isEqualTo(2);
    assertThat(times.percentile(0.99)).isEqualTo(4);
    assertThat(GpuTimes.of(LongStream.of(7)).percentile(0.5)).isEqualTo(7);
    assertThat(GpuTimes.all(List.of(times, times)).count()).isEqualTo(8);
  }
}
