package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.examples.GpuCalls.Row;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import io.health4j.test.gpu.CannedMachine;
import io.health4j.test.gpu.CannedMachines;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GpuCallsTest {

  private final CannedMachine machine = CannedMachines.l40();

  @BeforeEach
  void begin() {
    machine.init();
  }

  private List<Row> rows() {
    GpuHandle gpu = GpuHandle.all(machine).get(1);
    return new GpuCalls(machine, 20).of(gpu);
  }

  private static Row row(List<Row> rows, NvmlQuery query, String argument) {
    return rows.stream()
        .filter(row -> row.function().equals(query.function()) && row.argument().equals(argument))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void of_everyFunction_isCalled() {
    List<String> called = rows().stream().map(Row::function).distinct().toList();

    assertThat(called)
        .containsAll(Arrays.stream(NvmlQuery.values()).map(NvmlQuery::function).toList())
        .containsAll(Stream.of(NvmlText.values()).map(NvmlText::function).toList())
        .contains("nvmlDeviceGetComputeRunningProcesses", "nvmlDeviceGetGraphicsRunningProcesses");
  }

  @Test
  void of_answer_hasItsValueAndTimes() {
    machine.gpu(1).temperature(61);
    Row row = row(rows(), NvmlQuery.TEMPERATURE, "");

    assertThat(row.code()).isZero();
    assertThat(row.value()).isEqualTo("61");
    assertThat(row.gpu()).isEqualTo(1);
    assertThat(row.times().count()).isBetween(5, 20);
  }

  @Test
  void of_error_isAskedAFewTimesAndHasNoValue() {
    machine.gpu(1).fail(NvmlQuery.CLOCK, NvmlQuery.MEM, NvmlReturn.UNKNOWN);
    Row row = row(rows(), NvmlQuery.CLOCK, "2");

    assertThat(row.code()).isEqualTo(NvmlReturn.UNKNOWN);
    assertThat(row.value()).isEmpty();
    assertThat(row.times().count()).isEqualTo(5);
  }

  @Test
  void of_severalValues_areAllTold() {
    assertThat(row(rows(), NvmlQuery.MEMORY, "").value().split(", ")).hasSize(4);
    assertThat(row(rows(), NvmlQuery.INFOROM, "").value()).isEmpty();
  }
}
