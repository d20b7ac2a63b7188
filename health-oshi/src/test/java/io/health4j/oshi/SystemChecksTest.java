package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On the machine that the tests run on: what must hold of any. */
class SystemChecksTest {

  static List<HealthCheck> all() {
    return List.of(
        SystemChecks.cpu(),
        SystemChecks.memory(),
        SystemChecks.swap(),
        SystemChecks.load(),
        SystemChecks.fileSystems(),
        SystemChecks.network(),
        SystemChecks.process(),
        SystemChecks.processes("java", 0),
        SystemChecks.sensors());
  }

  private static CheckResult once(HealthCheck check) throws Exception {
    return new Calls(check).call();
  }

  @ParameterizedTest
  @MethodSource("all")
  void check_thisMachine_givesNoNegativeAndNoWrongRatio(HealthCheck check) throws Exception {
    var calls = new Calls(check);
    calls.call();
    CheckResult result = calls.advance(Duration.ofSeconds(5)).call();

    assertThat(result.readings()).allMatch(reading -> reading.value() >= 0);
    assertThat(result.readings())
        .filteredOn(reading -> reading.metric().unit().equals("1"))
        .allMatch(reading -> reading.value() <= 1);
    assertThat(result.readings()).doesNotHaveDuplicates();
    assertThat(result.readings().stream().map(SystemChecksTest::series)).doesNotHaveDuplicates();
  }

  private static String series(Reading reading) {
    return reading.metric().name() + reading.attributes();
  }

  @Test
  void memory_thisMachine_usedAndFreeMakeTheWhole() throws Exception {
    CheckResult result = once(SystemChecks.memory());

    double total = Calls.values(result, MemoryCheck.LIMIT).get(0);
    List<Double> parts = Calls.values(result, MemoryCheck.USAGE);
    assertThat(total).isGreaterThan(1 << 20);
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0) + parts.get(1)).isEqualTo(total);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void memory_onLinux_isWhatTheKernelSays() throws Exception {
    double total = Calls.values(once(SystemChecks.memory()), MemoryCheck.LIMIT).get(0);

    assertThat(total).isEqualTo(kilobytes("MemTotal") * 1024.0);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void swap_onLinux_isThereWhenTheKernelSaysSo() throws Exception {
    CheckResult result = once(SystemChecks.swap());

    assertThat(Calls.values(result, SwapCheck.UTILIZATION))
        .hasSize(kilobytes("SwapTotal") > 0 ? 1 : 0);
  }

  private static long kilobytes(String name) throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
      if (line.startsWith(name + ":")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new AssertionError("no " + name);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void load_onUnix_hasThreeAverages() throws Exception {
    assertThat(once(SystemChecks.load()).readings()).hasSize(3);
  }

  @Test
  void fileSystems_thisMachine_sizeAgreesBetweenListAndPath() throws Exception {
    List<Mount> mounts = new MountTable(Oshi::mounts, Oshi::space).read(0);
    List<String> others =
        mounts.stream()
            .filter(mount -> !mount.space().sameSize(Oshi.space(mount.path())))
            .map(Mount::path)
            .toList();
    List<Mount> left = new MountTable(Oshi::mounts, Oshi::space).read(0);

    assertThat(mounts).isNotEmpty();
    assertThat(left) // not what somebody unmounted meanwhile
        .as("else the list is made at each call")
        .noneMatch(mount -> others.contains(mount.path()));
  }

  @Test
  void network_thisMachine_hasNoLoopback() throws Exception {
    assertThat(once(SystemChecks.network()).readings())
        .noneMatch(r -> r.attributes().get("network.interface.name").equals("lo"));
  }

  @Test
  void interfaces_askedAgain_areTheSameWithCountersThatGrew() throws Exception {
    var interfaces = new OshiInterfaces();

    List<Nic> before = interfaces.call();
    List<Nic> after = interfaces.call();

    assertThat(after).extracting(Nic::name).isEqualTo(before.stream().map(Nic::name).toList());
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).isReset(before.get(i))).isFalse();
    }
  }

  @Test
  void process_thisMachine_isThisProcess() throws Exception {
    var runtime = ManagementFactory.getRuntimeMXBean();

    CheckResult result = once(SystemChecks.process());

    double age = (System.currentTimeMillis() - runtime.getStartTime()) / 1e3;
    assertThat(Calls.values(result, ProcessUse.UPTIME).get(0)).isCloseTo(age, within(10.0));
    assertThat(Calls.values(result, ProcessUse.THREADS).get(0)).isGreaterThan(1);
    assertThat(Calls.values(result, ProcessUse.MEMORY).get(0)).isGreaterThan(1 << 20);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void process_onUnix_seesItsOpenFiles() throws Exception {
    CheckResult result = once(SystemChecks.process());

    assertThat(Calls.values(result, ProcessCheck.FILES).get(0)).isGreaterThan(2);
  }

  @Test
  void processes_ownMainClass_findsThisProcess() throws Exception {
    String own = ProcessHandle.current().info().command().orElse("java");

    CheckResult result = once(SystemChecks.processes(Pattern.compile(Pattern.quote(own)), 1));

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    String pid = Long.toString(ProcessHandle.current().pid());
    ProcessUse self = new OshiProcesses().read(Integer.parseInt(pid));
    assertThat(self).isNotNull();
    assertThat(new OshiProcesses().find(Pattern.compile(Pattern.quote(own))))
        .anyMatch(self::isSame);
  }

  @Test
  void processes_nothingLikeIt_isMissing() throws Exception {
    CheckResult result = once(SystemChecks.processes("no-such-program-\\d{9}$", 1));

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void read_processThatIsNot_isNull() {
    assertThat(new OshiProcesses().read(Integer.MAX_VALUE)).isNull();
  }

  @Test
  void machine_isSixChecksApart() throws Exception {
    Map<String, HealthCheck> machine = SystemChecks.machine();

    assertThat(machine.keySet())
        .containsExactly("cpu", "memory", "swap", "load", "file-systems", "network");
    assertThat(machine.get("memory")).isNotSameAs(SystemChecks.machine().get("memory"));
    assertThat(once(machine.get("memory")).readings()).isNotEmpty();
    assertThatThrownBy(machine::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void limits_whoseTheyAre_isTold() throws Exception {
    var lax = Threshold.above(1e-9, 2);

    assertThat(once(SystemChecks.memory(lax)).findings())
        .singleElement()
        .matches(finding -> finding.limitSource().equals("configured"));
    assertThat(
            once(new MemoryCheck(() -> new MemoryCheck.Memory(100, 1), Defaults.MEMORY)).findings())
        .singleElement()
        .matches(finding -> finding.limitSource().equals("default"));
  }
}
