package io.health4j.test.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Target;
import io.health4j.nvml.GpuAlerts;
import io.health4j.nvml.GpuChecks;
import io.health4j.nvml.GpuCondition;
import io.health4j.nvml.GpuLimit;
import io.health4j.nvml.NvmlState;
import io.health4j.nvml.PatientNvml;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about GPUs is held against the code. */
class GpuDocsTest {

  private static final List<Supplier<CannedMachine>> MACHINES =
      List.of(
          CannedMachines::dgxH100,
          CannedMachines::a100Mig,
          CannedMachines::l40,
          CannedMachines::t4,
          CannedMachines::lostGpu);

  private final String page = read();

  private static String read() {
    try {
      return Files.readString(Path.of("../docs/gpu.md"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void hasRows(Stream<String> names) {
    List<String> missing =
        names.filter(name -> !page.contains("\n| `" + name + "` |")).sorted().distinct().toList();
    assertThat(missing).describedAs("without a row of their own").isEmpty();
  }

  @Test
  void page_conditions_haveARowEach() {
    hasRows(Stream.of(GpuCondition.values()).map(GpuCondition::id));
  }

  @Test
  void page_limits_areNamedWithTheirDefaults() {
    for (GpuLimit limit : GpuLimit.values()) {
      String value = Double.toString(limit.value()).replaceFirst("\\.0$", "");
      String told = limit.name() + "` (" + (value.equals("NaN") ? "off" : value);
      assertThat(page).contains(told);
    }
  }

  @Test
  void page_states_haveARowEach() {
    hasRows(Stream.of(NvmlState.values()).filter(s -> s != NvmlState.READY).map(Enum::name));
  }

  @Test
  void page_rules_areNamed() {
    GpuAlerts.rules().forEach(rule -> assertThat(page).contains("`" + rule.name() + "`"));
  }

  @Test
  void page_readings_haveARowEachAndNoOtherHas() throws Exception {
    Set<String> given = new TreeSet<>();
    for (Supplier<CannedMachine> machine : MACHINES) {
      given.addAll(readings(machine.get()));
    }
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(given);
  }

  /** All that a machine shows when much of it is used, and when something has happened. */
  private static Set<String> readings(CannedMachine machine) throws Exception {
    long self = ProcessHandle.current().pid();
    machine.gpu(0).setFor(NvmlQuery.FAN_SPEED, 0, 40); // none of them has fans of its own
    for (int i = 0; i < machine.size(); i++) {
      machine.gpu(i).processes().add(new NvmlProcess(self, 1 << 20, -1));
    }
    var check = GpuChecks.builder().session(PatientNvml.on(machine)).build();
    CheckContext context = CheckContext.first(Target.of("host"));
    check.check(context);
    machine.awaitListener(0);
    machine.xid(0, 31);
    Set<String> names = names(check.check(context));
    while (!names.contains("health.gpu.xids")) {
      names.addAll(names(check.check(context)));
    }
    ((AutoCloseable) check).close();
    return names;
  }

  private static Set<String> names(CheckResult result) {
    return result.readings().stream()
        .map(reading -> reading.metric().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names in the table of readings. */
  private Set<String> rows() {
    return page.substring(page.indexOf("## Readings"), page.indexOf("## Alerts"))
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
