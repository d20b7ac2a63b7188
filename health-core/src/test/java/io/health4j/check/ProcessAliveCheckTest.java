package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessAliveCheckTest {

  private static final ProcessHandle SELF = ProcessHandle.current();
  private static final String PID = Long.toString(SELF.pid());

  private static CheckResult run(HealthCheck check) throws Exception {
    return new CheckRunner(check).run();
  }

  private static Instant ownStart() {
    return SELF.info().startInstant().orElseThrow();
  }

  @Test
  void handle_running_isHealthy() throws Exception {
    CheckResult result = run(Checks.processAlive(SELF));

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(CheckRunner.reading(result, "health.process.alive", "process.pid", PID).value())
        .isEqualTo(1);
  }

  @Test
  void handle_childThatEnds_becomesCritical() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process child = new ProcessBuilder(java, "-version").start();
    HealthCheck check = Checks.processAlive(child.toHandle());
    child.waitFor();
    child.onExit().get();

    CheckResult result = run(check);

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message()).startsWith("the process has ended; process-gone " + child.pid());
    assertThat(result.findings().get(0).remedy()).isNotBlank();
    assertThat(CheckRunner.readings(result, "health.process.alive").get(0).value()).isZero();
  }

  @Test
  void pid_runningSinceThen_isHealthy() throws Exception {
    assertThat(run(Checks.processAlive(SELF.pid(), ownStart())).status()).isEqualTo(Status.HEALTHY);
    assertThat(run(Checks.processAlive(SELF.pid(), ownStart().plusSeconds(2))).status())
        .as("as Linux may tell it")
        .isEqualTo(Status.HEALTHY);
  }

  @ParameterizedTest
  @ValueSource(longs = {-3_600, -3, 3})
  void pid_usedAgain_isCriticalThoughItRuns(long seconds) throws Exception {
    CheckResult result = run(Checks.processAlive(SELF.pid(), ownStart().plusSeconds(seconds)));

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message()).contains("its id is another's now");
    assertThat(result.findings().get(0).subject()).isEqualTo(PID);
  }

  @Test
  void pid_ofNoProcess_isCritical() throws Exception {
    CheckResult result = run(ProcessAliveCheck.of(7, Instant.EPOCH, pid -> Optional.empty()));

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message()).startsWith("the process has ended; ");
  }

  @Test
  void pid_startCannotBeRead_isUnknown() throws Exception {
    CheckResult result =
        run(ProcessAliveCheck.of(7, Instant.EPOCH, pid -> Optional.of(new Silent(true))));

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.message()).isEqualTo("when the process 7 began cannot be read");
    assertThat(result.readings()).isEmpty();
  }

  @Test
  void pid_endedMeanwhile_isCriticalNotUnknown() throws Exception {
    CheckResult result =
        run(ProcessAliveCheck.of(7, Instant.EPOCH, pid -> Optional.of(new Silent(false))));

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void pid_outOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checks.processAlive(0, Instant.EPOCH))
        .withMessage("pid must be at least 1, was 0");
  }

  /** A process that tells nothing of itself. */
  private record Silent(boolean isAlive) implements ProcessHandle {

    @Override
    public long pid() {
      return 7;
    }

    @Override
    public Optional<ProcessHandle> parent() {
      return Optional.empty();
    }

    @Override
    public Stream<ProcessHandle> children() {
      return Stream.empty();
    }

    @Override
    public Stream<ProcessHandle> descendants() {
      return Stream.empty();
    }

    @Override
    public Info info() {
      return new SilentInfo();
    }

    @Override
    public CompletableFuture<ProcessHandle> onExit() {
      return new CompletableFuture<>();
    }

    @Override
    public boolean supportsNormalTermination() {
      return false;
    }

    @Override
    public boolean destroy() {
      return false;
    }

    @Override
    public boolean destroyForcibly() {
      return false;
    }

    @Override
    public int compareTo(ProcessHandle other) {
      return 0;
    }
  }

  private static final class SilentInfo implements ProcessHandle.Info {

    @Override
    public Optional<String> command() {
      return Optional.empty();
    }

    @Override
    public Optional<String> commandLine() {
      return Optional.empty();
    }

    @Override
    public Optional<String[]> arguments() {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> startInstant() {
      return Optional.empty();
    }

    @Override
    public Optional<Duration> totalCpuDuration() {
      return Optional.empty();
    }

    @Override
    public Optional<String> user() {
      return Optional.empty();
    }
  }
}
