package io.health4j.test.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.nvml.GpuCondition;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every condition happens when it should, and on no machine that is well. */
@Timeout(120)
class GpuConditionsTest {

  private static final Duration SECONDS = Duration.ofSeconds(5);

  static List<GpuRow> rows() {
    return GpuRows.all();
  }

  static Stream<Arguments> machines() {
    return Stream.of(
        Arguments.of("dgx-h100", supplier(CannedMachines::dgxH100)),
        Arguments.of("a100-mig", supplier(CannedMachines::a100Mig)),
        Arguments.of("l40", supplier(CannedMachines::l40)),
        Arguments.of("t4", supplier(CannedMachines::t4)),
        Arguments.of("lost, and back", supplier(GpuConditionsTest::lostAndBack)));
  }

  private static Supplier<CannedMachine> supplier(Supplier<CannedMachine> maker) {
    return maker;
  }

  private static CannedMachine lostAndBack() {
    CannedMachine machine = CannedMachines.lostGpu();
    machine.gpu(5).reset();
    return machine;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void condition_madeToHappen_isFound(GpuRow row) throws Exception {
    try (var rig = new GpuRig(row.maker().get(), row.settings())) {
      CheckResult well = rig.until(Status.HEALTHY);
      assertThat(well.findings()).as("before").isEmpty();
      assertThat(well.status()).as("before").isEqualTo(Status.HEALTHY);

      CheckResult ill = row.scenario().run(rig);

      List<Finding> found = GpuRig.found(ill, row.condition());
      assertThat(found).as("%s", ill).isNotEmpty();
      assertThat(found).extracting(Finding::status).as("%s", ill).containsOnly(row.status());
      assertThat(found).allSatisfy(GpuConditionsTest::isComplete);
      assertThat(ill.status()).isEqualTo(ill.status().worse(row.status()));
    }
  }

  private static void isComplete(Finding finding) {
    assertThat(finding.subject()).matches("GPU \\d \\(GPU-[-\\p{XDigit}]+, [:.\\p{XDigit}]+\\).*");
    assertThat(finding.remedy()).isNotBlank();
    assertThat(finding.limit().isEmpty() || !finding.limitSource().isBlank()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void condition_onMachineThatIsWell_isNotFound(String name, Supplier<CannedMachine> maker)
      throws Exception {
    try (var rig = new GpuRig(maker.get())) {
      CheckResult result = rig.until(Status.HEALTHY);
      for (int i = 0; i < 60; i++) {
        assertThat(result.findings()).as("sample %s", i).isEmpty();
        assertThat(result.status()).as("sample %s", i).isEqualTo(Status.HEALTHY);
        result = rig.after(Duration.ofSeconds(15));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void readings_ofMachineThatIsWell_areThereForEachGpu(String name, Supplier<CannedMachine> maker)
      throws Exception {
    CannedMachine machine = maker.get();
    try (var rig = new GpuRig(machine)) {
      rig.until(Status.HEALTHY);
      CheckResult result = rig.after(Duration.ofSeconds(5));
      for (String metric :
          List.of("hw.temperature", "hw.power", "hw.energy", "hw.gpu.memory.limit")) {
        assertThat(gpusWith(metric, result)).as(metric).hasSize(machine.size());
      }
    }
  }

  private static Set<String> gpusWith(String metric, CheckResult result) {
    return result.readings().stream()
        .filter(reading -> reading.metric().name().equals(metric))
        .map(Reading::attributes)
        .filter(attributes -> attributes.get("hw.parent") == null) // not of a MIG device
        .map(attributes -> String.valueOf(attributes.get("hw.id")))
        .collect(Collectors.toSet());
  }

  @Test
  void rows_together_coverEveryCondition() {
    Set<GpuCondition> covered =
        rows().stream()
            .map(GpuRow::condition)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(GpuCondition.class)));
    covered.add(GpuCondition.MEMORY_ORPHANED); // GpuToldTest: depends on where the test runs

    assertThat(covered).isEqualTo(EnumSet.allOf(GpuCondition.class));
  }

  @Test
  void temperature_whileAnotherGpuCannotBeRead_goesByItsOwnLastVerdict() throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100())) {
      rig.until(Status.HEALTHY);
      rig.machine.gpu(0).margin(5);
      assertThat(GpuRig.found(rig.after(SECONDS), GpuCondition.TEMPERATURE)).hasSize(1);
      rig.machine.gpu(0).margin(6);
      assertThat(GpuRig.found(rig.after(SECONDS), GpuCondition.TEMPERATURE)).hasSize(1);
      rig.machine.gpu(0).margin(30);
      rig.machine.gpu(1).failAll(NvmlReturn.UNKNOWN);
      CheckResult cool = rig.repeat(20, SECONDS, () -> {});
      assertThat(GpuRig.found(cool, GpuCondition.TEMPERATURE)).isEmpty();

      rig.machine.gpu(0).margin(6);
      CheckResult close = rig.repeat(3, SECONDS, () -> {});

      assertThat(GpuRig.found(close, GpuCondition.TEMPERATURE)).as("%s", close.status()).isEmpty();
    }
  }
}
