package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.examples.GpuComparison.Compared;
import io.health4j.examples.GpuComparison.Verdict;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.test.gpu.CannedMachine;
import io.health4j.test.gpu.CannedMachines;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GpuComparisonTest {

  private static List<Compared> compare(CannedMachine machine, String xml) throws IOException {
    return GpuComparison.of(
        machine, GpuHandle.all(machine), () -> GpuSmi.parse(SmiXml.stream(xml)));
  }

  private static CannedMachine begun(GpuMachine which) {
    CannedMachine machine = which.make();
    assertThat(machine.init()).isEqualTo(NvmlReturn.SUCCESS);
    return machine;
  }

  private static List<String> wrong(List<Compared> all) {
    return all.stream()
        .filter(each -> each.verdict().isWrong())
        .map(each -> each.gpu() + " " + each.name() + ": " + each.verdict())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(names = "LOST", mode = EnumSource.Mode.EXCLUDE)
  void of_sameMachine_agrees(GpuMachine which) throws IOException {
    CannedMachine machine = begun(which);
    List<Compared> all = compare(machine, SmiXml.of(machine));

    assertThat(wrong(all)).isEmpty();
    assertThat(all.stream().filter(each -> each.verdict() == Verdict.AGREES))
        .hasSizeGreaterThan(10 * machine.size());
  }

  @Test
  void of_otherValues_differ() throws IOException {
    CannedMachine machine = begun(GpuMachine.L40);
    String xml = SmiXml.of(machine);
    machine.gpu(1).setFor(NvmlQuery.MAX_CLOCK, NvmlQuery.SM, 1);
    machine.gpu(1).temperature(machine.gpu(1).supports(NvmlQuery.TEMPERATURE, 0) ? 80 : 0);

    assertThat(wrong(compare(machine, xml)))
        .contains("1 temperature (C): DIFFERS", "1 highest sm clock (MHz): DIFFERS");
  }

  @Test
  void of_whatWeCannotRead_isWrong() throws IOException {
    CannedMachine machine = begun(GpuMachine.L40);
    String xml = SmiXml.of(machine);
    machine.gpu(0).fail(NvmlQuery.POWER_USAGE, 0, NvmlReturn.FUNCTION_NOT_FOUND);

    assertThat(wrong(compare(machine, xml))).containsExactly("0 power (W): NOT_READ");
  }

  @Test
  void of_otherGpus_areNotTakenForOurs() throws IOException {
    CannedMachine machine = begun(GpuMachine.L40);
    String xml = SmiXml.of(machine).replace("<uuid>GPU-", "<uuid>GPU-ff");

    assertThat(wrong(compare(machine, xml))).containsExactly("0 UUID: DIFFERS", "1 UUID: DIFFERS");
  }

  @Test
  void of_gpuThatCannotBeOpened_countsAsMissingThere() throws IOException {
    CannedMachine machine = CannedMachines.lostGpu();
    machine.init();

    assertThat(wrong(compare(machine, SmiXml.of(machine)))).containsExactly("-1 GPUs: DIFFERS");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "45, 45 C, 45, 0, AGREES",
        "45, 47 C, 46, 0, DIFFERS",
        "45, 47 C, 46, 1, AGREES",
        "45, 43 C, 46, 1, DIFFERS",
        "70.00, 65.00 W, 60.00, 0, AGREES",
        "16.00, 16x, 16.00, 0, AGREES",
        "-, 8, -, 0, NOT_READ",
        "8, -, 8, 0, NOT_COMPARED",
        "-, -, -, 0, ABSENT",
        "GPU-1, GPU-1, GPU-1, 0, AGREES",
        "GPU-1, GPU-2, GPU-1, 0, DIFFERS",
        "1.00, Unknown, 1.00, 0, DIFFERS",
      })
  void verdict_isByWhatLiesBetween(
      String before, String theirs, String after, double tolerance, Verdict verdict) {
    assertThat(
            GpuComparison.verdict(
                Optional.ofNullable(before),
                Optional.ofNullable(theirs),
                Optional.ofNullable(after),
                tolerance))
        .isEqualTo(verdict);
  }
}
