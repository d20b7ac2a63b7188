package io.health4j.docker.orphan;

import static io.health4j.docker.orphan.CannedProc.identity;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.orphan.Processes.Life;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessesTest {
  @TempDir private Path folder;
  private CannedProc proc;

  @BeforeEach
  void machine() {
    proc = new CannedProc(folder);
  }

  @Test
  void own_onLinux_isRead() {
    assertThat(proc.processes().own()).contains(identity(100, 1_000));
  }

  @Test
  void own_withTimeNamespaces_holdsBoth() {
    proc.namespace("time", "time:[4026531834]");
    assertThat(proc.processes().own())
        .map(ProcessIdentity::namespaces)
        .contains("pid:[4026531836] time:[4026531834]");
  }

  @Test
  void own_noProc_isAbsent() {
    assertThat(Processes.in(folder.resolve("none"), 100).own()).isEmpty();
  }

  @Test
  void own_procOfAnotherNamespace_isAbsent() {
    assertThat(Processes.in(folder, 101).own()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no uuid", "11111111-2222-3333-4444-55555555555"})
  void own_noBootId_isAbsent(String boot) {
    assertThat(proc.boot(boot).processes().own()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pid", "pid:[x]", "pid:[1]\nended true"})
  void own_strangeNamespace_isAbsent(String name) {
    assertThat(proc.namespace("pid", name).processes().own()).isEmpty();
  }

  @Test
  void own_strangeStat_isAbsent() {
    assertThat(proc.write("self/stat", "garbage").processes().own()).isEmpty();
  }

  @Test
  void look_theSameProcess_isThere() {
    proc.process(812, 'S', 5_000);
    assertThat(proc.processes().look(identity(812, 5_000))).isEqualTo(Life.THERE);
  }

  @Test
  void look_noSuchProcess_isGone() {
    assertThat(proc.processes().look(identity(812, 5_000))).isEqualTo(Life.GONE);
  }

  @Test
  void look_anotherProcessWithItsPid_isGone() {
    proc.process(812, 'S', 5_001);
    assertThat(proc.processes().look(identity(812, 5_000))).isEqualTo(Life.GONE);
  }

  @Test
  void look_zombie_isGone() {
    proc.process(812, 'Z', 5_000);
    assertThat(proc.processes().look(identity(812, 5_000))).isEqualTo(Life.GONE);
  }

  @Test
  void look_ofAnotherBootOrNamespace_isUnknown() {
    proc.process(812, 'S', 5_000);
    Processes processes = proc.processes();
    assertThat(processes.look(new ProcessIdentity("x", "pid:[4026531836]", 812, 5_000)))
        .isEqualTo(Life.UNKNOWN);
    assertThat(processes.look(new ProcessIdentity(CannedProc.BOOT, "pid:[1]", 812, 5_000)))
        .isEqualTo(Life.UNKNOWN);
  }

  @Test
  void look_fromNowhere_isUnknown() {
    Processes nowhere = Processes.in(folder.resolve("none"), 100);
    assertThat(nowhere.look(identity(812, 5_000))).isEqualTo(Life.UNKNOWN);
  }

  @Test
  void look_garbledStat_isUnknown() {
    proc.write("812/stat", "half a li");
    assertThat(proc.processes().look(identity(812, 5_000))).isEqualTo(Life.UNKNOWN);
  }

  @Test
  void look_folderWithoutAReadableStat_isUnknown() {
    proc.write("812/stat/is-a-folder", "");
    assertThat(proc.processes().look(identity(812, 5_000))).isEqualTo(Life.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw,hidepid=2", "rw,gid=5,hidepid=invisible", "rw,hidepid=1"})
  void look_processesAreHidden_absenceProvesNothing(String options) {
    proc.mount(options);
    assertThat(proc.processes().look(identity(812, 5_000))).isEqualTo(Life.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw,hidepid=0", "rw,hidepid=off", "rw,gid=5"})
  void look_processesAreShown_absenceProvesTheEnd(String options) {
    proc.mount(options);
    assertThat(proc.processes().look(identity(812, 5_000))).isEqualTo(Life.GONE);
  }

  @Test
  void look_mountIsNotTold_absenceProvesNothing() {
    proc.write("self/mountinfo", "22 28 0:21 / /sys rw,nosuid - sysfs sysfs rw\nshort\n");
    assertThat(proc.processes().look(identity(812, 5_000))).isEqualTo(Life.UNKNOWN);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void system_onLinux_seesItself() {
    Processes processes = Processes.system();
    ProcessIdentity own = processes.own().orElseThrow();
    assertThat(own.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(processes.look(own)).isEqualTo(Life.THERE);
    ProcessIdentity earlier =
        new ProcessIdentity(own.boot(), own.namespaces(), own.pid(), own.start() - 1);
    assertThat(processes.look(earlier)).isEqualTo(Life.GONE);
  }
}
