package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostProcessesTest {

  @TempDir private Path proc;

  private void comm(long pid, String name) throws IOException {
    Files.createDirectories(proc.resolve(Long.toString(pid)));
    Files.writeString(proc.resolve(pid + "/comm"), name + "\n");
  }

  @Test
  void areSeen_kernelThreadIsThere_isTheHosts() throws IOException {
    comm(2, "kthreadd");

    assertThat(HostProcesses.system(true, proc).areSeen()).isTrue();
  }

  @Test
  void areSeen_containerOrHidden_isNot() throws IOException {
    assertThat(HostProcesses.system(true, proc).areSeen()).isFalse();

    comm(2, "bash");

    assertThat(HostProcesses.system(true, proc).areSeen()).isFalse();
  }

  @Test
  void areSeen_notLinux_isTheHosts() {
    assertThat(HostProcesses.system(false, proc).areSeen()).isTrue();
  }

  @Test
  void find_thisProcess_livesAndHasAName() {
    HostProcesses.Found self =
        HostProcesses.system(true, Path.of("/proc")).find(ProcessHandle.current().pid());

    assertThat(self).isNotNull();
    assertThat(self.isAlive()).isTrue();
    assertThat(self.name()).startsWith("java");
  }

  @Test
  void find_numberThatNobodyHas_isNull() {
    assertThat(HostProcesses.system(true, proc).find(Integer.MAX_VALUE)).isNull();
  }

  @Test
  void name_programKnown_isItsFile() {
    assertThat(HostProcesses.name("/usr/bin/python3.11", proc, 7)).isEqualTo("python3.11");
  }

  @Test
  void name_programHidden_isTheShortName() throws IOException {
    comm(7, "trainer");

    assertThat(HostProcesses.name("", proc, 7)).isEqualTo("trainer");
    assertThat(HostProcesses.name("", proc, 8)).isEmpty();
  }
}
