package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real threads, and calls that hang as native ones do. */
@Timeout(60)
final class GpuThreadsTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMinutes(10);

  /** How long a call has been under way by the clock is not what is looked at. */
  private static final GpuSettings SETTINGS =
      new GpuSettings(
          Map.of(GpuLimit.HANG_SECONDS, 3_600.0), Set.of(), XidTable.defaults(), 0, false);

  private final Set<Thread> before = Thread.getAllStackTraces().keySet();
  private final FakeDriver driver = new FakeDriver(8);
  private final List<GpuCheck> checks = new ArrayList<>();
  private boolean held;
  private Nvml session = new Nvml(driver, ThreadLane::new, SHORT);

  @AfterEach
  void end() throws InterruptedException {
    driver.releaseAll();
    checks.forEach(GpuCheck::close);
    awaitNoThreads();
    assertThat(driver.shutDownUnderACall).isFalse();
    assertThat(driver.mostReading).as("calls in flight to one GPU").isLessThanOrEqualTo(1);
    assertThat(driver.calls("shutdown")).isEqualTo(driver.calls("init"));
  }

  private GpuCheck check(GpuFamily first, GpuFamily... more) {
    var check = new GpuCheck(session, EnumSet.of(first, more), SETTINGS);
    checks.add(check);
    return check;
  }

  private static CheckResult look(GpuCheck check) throws InterruptedException {
    return check.check(CheckContext.first(new Target("t", Attributes.none())));
  }

  private List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("health4j-nvml-"))
        .filter(thread -> !before.contains(thread))
        .toList();
  }

  /** Less the one that waits for events. */
  private List<Thread> lanes() {
    return threads().stream().filter(thread -> !thread.getName().endsWith("-xid")).toList();
  }

  private void awaitNoThreads() throws InterruptedException {
    if (held) {
      held = false;
      session.release();
    }
    for (List<Thread> left = threads(); !left.isEmpty(); left = threads()) {
      for (Thread thread : left) {
        thread.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(thread.isAlive()).as("%s has ended", thread.getName()).isFalse();
      }
    }
  }

  /** What was late is collected by the next look, once all that was begun has come back. */
  private void awaitHealthy(GpuCheck check) throws Exception {
    CheckResult result = look(check);
    for (int i = 0; i < 5 && result.status() != Status.HEALTHY; i++) {
      awaitLanes(List.of());
      result = look(check);
    }
    assertThat(result.status()).as(result.message()).isEqualTo(Status.HEALTHY);
  }

  /** GPUs are read only once they are known. */
  private void hang(String call) throws Exception {
    if (call.startsWith("read")) {
      session.acquire(Ticker.system());
      held = true;
      session.refresh().get(20, TimeUnit.SECONDS);
    }
    driver.hang(call);
  }

  private void awaitLanes(List<Integer> butFor) throws Exception {
    session.refresh().get(20, TimeUnit.SECONDS);
    for (Roster.Seat seat : session.roster().seats()) {
      var last = new FutureTask<>(() -> true);
      if (!butFor.contains(seat.gpu().index()) && session.submit(seat.gpu(), last)) {
        last.get(20, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void check_ofEightGpus_hasThreadsOfItsOwnThatEndWithIt() throws Exception {
    session = new Nvml(driver, ThreadLane::new, LONG);
    GpuCheck check = check(GpuFamily.LOST);
    assertThat(look(check).status()).isEqualTo(Status.HEALTHY);
    assertThat(lanes())
        .hasSize(9)
        .allMatch(Thread::isDaemon)
        .extracting(Thread::getName)
        .contains("health4j-nvml-session", "health4j-nvml-gpu-0", "health4j-nvml-gpu-7");
    check.close();
    awaitNoThreads();
    assertThat(driver.begun).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"init", "count", "open", "open 3", "text", "text 3", "read", "read 3"})
  void check_whileACallHangs_comesBackAndRecovers(String call) throws Exception {
    GpuCheck check = check(GpuFamily.LOST);
    hang(call);
    assertThat(look(check).status()).isEqualTo(Status.UNKNOWN);
    driver.awaitHung(call);
    assertThat(look(check).status()).isEqualTo(Status.UNKNOWN);
    driver.release(call);
    awaitHealthy(check);
  }

  @ParameterizedTest
  @ValueSource(strings = {"init", "count", "open", "open 3", "text", "text 3", "read", "read 3"})
  void close_whileACallHangs_comesBackAndEndsWhenTheCallDoes(String call) throws Exception {
    GpuCheck check = check(GpuFamily.LOST);
    hang(call);
    look(check);
    driver.awaitHung(call);
    check.close();
    assertThat(driver.calls("shutdown")).isZero();
    driver.release(call);
    awaitNoThreads();
    assertThat(driver.calls("shutdown")).isEqualTo(1);
    assertThat(session.state()).isEqualTo(NvmlState.NOT_STARTED);
  }

  @Test
  void close_whileTheShutdownHangs_comesBackAndTheNextSessionWaitsForIt() throws Exception {
    GpuCheck check = check(GpuFamily.LOST);
    awaitHealthy(check);
    driver.hang("shutdown");
    check.close();
    driver.awaitHung("shutdown");
    GpuCheck next = check(GpuFamily.LOST);
    look(next);
    assertThat(driver.calls("init")).isEqualTo(1);
    driver.release("shutdown");
    awaitHealthy(next);
  }

  @Test
  void check_whileOneOfEightHangs_judgesTheOthers() throws Exception {
    GpuCheck check = check(GpuFamily.LOST);
    awaitHealthy(check);
    awaitLanes(List.of());
    driver.hang("read 3");
    look(check);
    driver.awaitHung("read 3");
    driver.device(7).action = 1;
    awaitLanes(List.of(3)); // before it was set
    look(check);
    awaitLanes(List.of(3));
    CheckResult result = look(check);
    assertThat(SessionBed.conditions(result)).containsExactly("gpu-recovery-action");
    assertThat(driver.calls("open")).as("nothing is opened meanwhile").isEqualTo(8);
  }

  @Test
  void check_byOtherFamiliesWhileOneGpuHangs_sharesItsOneThread() throws Exception {
    List<GpuCheck> all = new ArrayList<>();
    for (GpuFamily family : GpuFamily.values()) {
      all.add(check(GpuFamily.LOST, family));
    }
    hang("read 3");
    for (GpuCheck each : all) {
      look(each);
      look(each);
    }
    driver.awaitHung("read 3");
    assertThat(lanes()).hasSize(9);
    assertThat(driver.inFlight).hasValue(1);
    driver.release("read 3");
    for (GpuCheck each : all) {
      awaitHealthy(each);
    }
  }

  @Test
  void check_fromManyThreads_asksEachGpuOneAtATime() throws Exception {
    session = new Nvml(driver, ThreadLane::new, LONG);
    var calls = new ArrayList<FutureTask<Status>>();
    for (int i = 0; i < 6; i++) {
      GpuCheck each = check(GpuFamily.LOST);
      var call =
          new FutureTask<>(
              () -> {
                for (int round = 0; round < 50; round++) {
                  look(each);
                }
                return look(each).status();
              });
      calls.add(call);
      new Thread(call, "caller-" + i).start();
    }
    for (FutureTask<Status> call : calls) {
      assertThat(call.get(40, TimeUnit.SECONDS)).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void check_thatIsInterrupted_stopsWaitingAndGoesOnNextTime() throws Exception {
    session = new Nvml(driver, ThreadLane::new, LONG);
    GpuCheck check = check(GpuFamily.LOST);
    look(check);
    driver.hang("read 3");
    var call = new FutureTask<>(() -> look(check));
    var caller = new Thread(call, "caller");
    caller.start();
    driver.awaitHung("read 3");
    caller.interrupt();
    caller.join();
    assertThat(call)
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(Exception.class)
        .withCauseInstanceOf(InterruptedException.class);
    driver.release("read 3");
    awaitHealthy(check);
  }

  @Test
  void close_duringACall_comesBackAndEndsWithTheCall() throws Exception {
    session = new Nvml(driver, ThreadLane::new, LONG);
    GpuCheck check = check(GpuFamily.LOST);
    look(check);
    driver.hang("read 3");
    var call = new FutureTask<>(() -> look(check));
    new Thread(call, "caller").start();
    driver.awaitHung("read 3");
    check.close();
    assertThat(call.isDone()).isFalse();
    driver.release("read 3");
    assertThat(call.get(20, TimeUnit.SECONDS).status()).isEqualTo(Status.HEALTHY);
    awaitNoThreads();
    assertThat(driver.begun).isFalse();
  }

  @Test
  void session_begunAndEndedOften_leavesNothing() throws Exception {
    for (int i = 0; i < 50; i++) {
      GpuCheck check = check(GpuFamily.LOST);
      look(check);
      check.close();
    }
    awaitNoThreads();
    assertThat(driver.begun).isFalse();
  }
}
