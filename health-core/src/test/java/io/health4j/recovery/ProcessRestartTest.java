package io.health4j.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.Target;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "SIGTERM can be refused only where there are signals")
@Timeout(60)
class ProcessRestartTest {

  private static final Target WORKER = Target.of("worker");

  private final List<ProcessHandle> started = new ArrayList<>();

  @AfterEach
  void endAll() throws Exception {
    for (ProcessHandle process : started) {
      process.destroyForcibly();
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  private static ProcessBuilder command(String... command) {
    return new ProcessBuilder(command)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD);
  }

  private static ProcessBuilder sleep() {
    return command("sleep", "600");
  }

  private ProcessHandle start(ProcessBuilder command) throws IOException {
    return tracked(command.start().toHandle());
  }

  private ProcessHandle tracked(ProcessHandle process) {
    started.add(process);
    return process;
  }

  /** A shell that does something on SIGTERM, once it can. */
  private ProcessHandle shell(String onTerm) throws IOException {
    String script = "trap '" + onTerm + "' TERM; echo ready; while :; do sleep 1; done";
    Process shell = command("sh", "-c", script).redirectOutput(Redirect.PIPE).start();
    tracked(shell.toHandle());
    assertThat(shell.inputReader().readLine()).isEqualTo("ready");
    return shell.toHandle();
  }

  private static boolean hasEnded(ProcessHandle process) throws Exception {
    process.onExit().get(30, TimeUnit.SECONDS);
    return !process.isAlive();
  }

  @Test
  void recover_process_isEndedAndStartedAgain() throws Exception {
    ProcessHandle old = start(sleep());
    var restart = ProcessRestart.of(old, sleep());
    assertThat(restart.handle()).isEqualTo(old);

    String did = restart.recover(WORKER);

    ProcessHandle fresh = tracked(restart.handle());
    assertThat(hasEnded(old)).isTrue();
    assertThat(fresh.isAlive()).isTrue();
    assertThat(did)
        .isEqualTo("process " + old.pid() + " ended when asked to, started " + fresh.pid());
  }

  @Test
  void recover_again_isAboutTheNewProcess() throws Exception {
    var restart = ProcessRestart.of(start(sleep()), sleep());
    restart.recover(WORKER);
    ProcessHandle second = tracked(restart.handle());
    restart.recover(WORKER);
    ProcessHandle third = tracked(restart.handle());

    assertThat(third.pid()).isNotEqualTo(second.pid());
    assertThat(hasEnded(second)).isTrue();
    assertThat(third.isAlive()).isTrue();
  }

  @Test
  void recover_processThatCleansUp_isLetTo(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("cleaned");
    var restart = ProcessRestart.of(shell("touch " + file + "; exit 0"), sleep());

    assertThat(restart.recover(WORKER)).contains("ended when asked to");
    tracked(restart.handle());
    assertThat(Files.exists(file)).isTrue();
  }

  @Test
  void recover_processThatIgnoresSigterm_isKilledAfterTheGraceTime() throws Exception {
    ProcessHandle stubborn = shell("");
    var restart = ProcessRestart.of(stubborn, sleep()).grace(Duration.ofMillis(200));

    assertThat(restart.recover(WORKER))
        .startsWith("process " + stubborn.pid() + " was killed after 200ms, started ");
    tracked(restart.handle());
    assertThat(hasEnded(stubborn)).isTrue();
  }

  @Test
  void recover_processThatHasEnded_isStartedAgain() throws Exception {
    ProcessHandle ended = start(command("true"));
    assertThat(hasEnded(ended)).isTrue();
    var restart = ProcessRestart.of(ended, sleep());

    assertThat(restart.recover(WORKER)).startsWith("process " + ended.pid() + " had ended");
    assertThat(tracked(restart.handle()).isAlive()).isTrue();
  }

  @Test
  void recover_commandThatDoesNotStart_saysWhich() throws Exception {
    ProcessHandle old = start(sleep());
    var restart = ProcessRestart.of(old, command("/no/such/worker", "--token=secret"));

    assertThatThrownBy(() -> restart.recover(WORKER))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("'/no/such/worker' did not start: ")
        .hasMessageContaining("No such file")
        .hasMessageNotContaining("secret");
    assertThat(hasEnded(old)).isTrue();
    assertThat(restart.handle()).isEqualTo(old);
  }

  @Test
  void recover_command_isStartedAsItWasGiven(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("out");
    ProcessBuilder command =
        new ProcessBuilder("sh", "-c", "echo $COLOUR; pwd; echo wrong >&2")
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectErrorStream(true);
    command.environment().put("COLOUR", "blue");
    var restart = ProcessRestart.of(start(sleep()), command);
    command.command("false").environment().put("COLOUR", "red");

    restart.recover(WORKER);
    assertThat(hasEnded(restart.handle())).isTrue();
    assertThat(Files.readAllLines(out))
        .containsExactly("blue", folder.toRealPath().toString(), "wrong");
  }

  @Test
  void recover_hostsOwnStart_isUsed() throws Exception {
    var process = new CompletableFuture<Process>();
    Callable<Process> start =
        () -> {
          process.complete(sleep().start());
          return process.get();
        };
    var restart = ProcessRestart.of(start(sleep()), Duration.ofSeconds(5), start);
    restart.recover(WORKER);

    assertThat(tracked(restart.handle())).isEqualTo(process.get().toHandle());
  }

  @Test
  void recover_earlierCallNotBack_isRefused() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Callable<Process> slow =
        () -> {
          entered.countDown();
          release.await();
          return sleep().start();
        };
    var restart = ProcessRestart.of(start(sleep()), Duration.ofSeconds(5), slow);
    var first = new FutureTask<>(() -> restart.recover(WORKER));
    var thread = new Thread(first, "first-restart");
    thread.start();
    entered.await();

    assertThatThrownBy(() -> restart.recover(WORKER)).hasMessage("an earlier restart is not back");
    release.countDown();
    assertThat(first.get()).contains("started");
    tracked(restart.handle());
  }

  @Test
  void recover_startCannotBeRead_isNotSignalled() {
    var untold = new Pretended(true, Optional.empty(), false);

    assertThatThrownBy(() -> ProcessRestart.of(untold, sleep()).recover(WORKER))
        .hasMessage("when process 7 began cannot be read: not restarted");
    assertThat(untold.signals).isEmpty();
  }

  @Test
  void recover_idIsAnothersNow_isNotSignalled() {
    var process = new Pretended(true, Optional.of(Instant.EPOCH), false);
    var restart = ProcessRestart.of(process, sleep());
    process.began = Optional.of(Instant.EPOCH.plusSeconds(9));

    assertThatThrownBy(() -> restart.recover(WORKER)).hasMessageContaining("not restarted");
    assertThat(process.signals).isEmpty();
  }

  @Test
  void recover_exitCannotBeWaitedFor_isToldAsNotDying() {
    var process = new Pretended(true, Optional.of(Instant.EPOCH), true);

    assertThatThrownBy(() -> ProcessRestart.of(process, sleep()).recover(WORKER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("process 7 does not die: not started again");
    assertThat(process.signals).containsExactly("TERM", "KILL");
  }

  @Test
  void recover_endIsNotToldInTime_isSeenAllTheSame() throws Exception {
    var process = new Pretended(true, Optional.of(Instant.EPOCH), false);
    process.diesOf = "TERM";
    var restart = ProcessRestart.of(process, sleep()).grace(Duration.ZERO);

    assertThat(restart.recover(WORKER)).startsWith("process 7 ended when asked to, started ");
    tracked(restart.handle());
    assertThat(process.signals).containsExactly("TERM");
  }

  @Test
  void of_ownProcess_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessRestart.of(ProcessHandle.current(), sleep()))
        .withMessage("process must be another than this one, was this one");
  }

  @Test
  void of_pipe_isRefused() {
    var process = new Pretended(true, Optional.empty(), false);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessRestart.of(process, new ProcessBuilder("x")))
        .withMessage("output of the command must be redirected, was a pipe that nobody reads");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessRestart.of(process, sleep().redirectError(Redirect.PIPE)))
        .withMessage(
            "error output of the command must be redirected, was a pipe that nobody reads");
  }

  @Test
  void settings_timeoutAndName_followTheGrace() {
    var restart =
        ProcessRestart.of(new Pretended(true, Optional.empty(), false), sleep())
            .grace(Duration.ofSeconds(90));

    assertThat(restart.timeout()).isEqualTo(Duration.ofSeconds(150));
    assertThat(restart.name()).isEqualTo("restart");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> restart.grace(Duration.ofHours(1)))
        .withMessage("grace must be from 0ns to 30min, was 1h");
  }

  /** A process that is none. */
  private static final class Pretended implements ProcessHandle, ProcessHandle.Info {

    private final List<String> signals = new ArrayList<>();
    private final boolean alive;
    private final boolean unwaitable;
    private Optional<Instant> began;
    private String diesOf = "nothing";

    private Pretended(boolean alive, Optional<Instant> began, boolean unwaitable) {
      this.alive = alive;
      this.began = began;
      this.unwaitable = unwaitable;
    }

    @Override
    public long pid() {
      return 7;
    }

    @Override
    public boolean isAlive() {
      return alive && !signals.contains(diesOf);
    }

    @Override
    public Info info() {
      return this;
    }

    @Override
    public CompletableFuture<ProcessHandle> onExit() {
      return unwaitable
          ? CompletableFuture.failedFuture(new IOException("no"))
          : new CompletableFuture<>();
    }

    @Override
    public boolean destroy() {
      return signals.add("TERM");
    }

    @Override
    public boolean destroyForcibly() {
      return signals.add("KILL");
    }

    @Override
    public boolean supportsNormalTermination() {
      return true;
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
    public int compareTo(ProcessHandle other) {
      return Long.compare(pid(), other.pid());
    }

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
      return began;
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
