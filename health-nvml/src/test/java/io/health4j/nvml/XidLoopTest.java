package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.XidLoop.Plan;
import io.health4j.nvml.XidLoop.State;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class XidLoopTest {

  private static final Map<Long, String> TWO = Map.of(1L, "GPU-0", 2L, "GPU-1");

  private final XidNvml api = new XidNvml().gpu(1).gpu(2);
  private final XidLog log = new XidLog();
  private long now = Long.MAX_VALUE - 1_000_000;
  private final XidLoop loop = new XidLoop(api, log, () -> now);

  @BeforeEach
  void waitingTakesItsTime() {
    api.timedOut = () -> now += XidLoop.WAIT_MILLIS * 1_000_000L;
  }

  private void follow(Map<Long, String> gpus) {
    loop.follow(new Plan(gpus, () -> 42));
  }

  private long steps(int count) {
    long pause = 0;
    for (int i = 0; i < count; i++) {
      pause = loop.step();
    }
    return pause;
  }

  private List<String> logged() {
    return log.since(0).stream().map(e -> e.uuid() + " " + e.xid()).toList();
  }

  @Test
  void step_gpusThatTellXids_areWatchedAndTheirXidsLogged() {
    follow(TWO);
    api.xid(2, 79);
    api.xid(1, 31, 3);

    assertThat(steps(4)).isZero();
    assertThat(loop.state()).isEqualTo(State.WATCHING);
    assertThat(log.since(0))
        .containsExactly(new XidEvent(1, "GPU-1", 79, -1, 42), new XidEvent(2, "GPU-0", 31, 3, 42));
    assertThat(api.calls).contains("register 1 1", "register 1 2");
  }

  @Test
  void step_nothingToWatch_hasNothingToDo() {
    assertThat(loop.step()).isEqualTo(XidLoop.NOTHING_TO_DO);
    assertThat(loop.state()).isEqualTo(State.IDLE);
    assertThat(api.calls).isEmpty();
  }

  @Test
  void step_aHandleThatIsNotKnown_isLoggedByItsHandle() {
    follow(TWO);
    api.xid(0xAB, 48);

    steps(2);

    assertThat(logged()).containsExactly("unknown GPU with handle ab 48");
  }

  @Test
  void step_anEventThatIsNoXid_isNotLogged() {
    follow(TWO);
    api.waiting.add(new long[] {NvmlReturn.SUCCESS, 1, 0x10, 48, 0});

    steps(2);

    assertThat(log.last()).isZero();
  }

  @Test
  void follow_theSameGpus_keepsTheSet() {
    follow(TWO);
    Plan same = new Plan(TWO, () -> 42);
    loop.follow(same);
    steps(2);
    loop.follow(new Plan(TWO, same.ticker()));

    assertThat(loop.hasNews()).isFalse();
    steps(2);
    assertThat(api.held()).isOne();
    assertThat(api.calls).containsOnlyOnce("create 1").doesNotContain("create 2");
  }

  @Test
  void follow_otherGpus_logsWhatWaitsInTheOldSetAndMakesAnother() {
    follow(TWO);
    steps(1);
    api.xid(1, 79);
    api.xid(1, 154);
    follow(Map.of(2L, "GPU-1"));

    steps(1);

    assertThat(logged()).containsExactly("GPU-0 79", "GPU-0 154");
    assertThat(api.calls).endsWith("free 1", "create 2", "read EVENT_TYPES", "register 2 2");
    assertThat(api.held()).isOne();
  }

  @Test
  void follow_noGpusAnyLonger_givesTheSetBack() {
    follow(TWO);
    steps(1);
    follow(Map.of());

    assertThat(loop.step()).isEqualTo(XidLoop.NOTHING_TO_DO);
    assertThat(api.held()).isZero();
    assertThat(loop.state()).isEqualTo(State.IDLE);
  }

  @Test
  void step_oneGpuTellsNoXids_isToldAndTheOtherIsWatched() {
    api.answer(1, NvmlQuery.EVENT_TYPES, NvmlReturn.SUCCESS, 0x7);
    follow(TWO);
    api.xid(2, 13);

    steps(2);

    assertThat(log.refusal("GPU-0")).isEqualTo("not supported (3)");
    assertThat(log.refusal("GPU-1")).isNull();
    assertThat(loop.state()).isEqualTo(State.WATCHING);
    assertThat(logged()).containsExactly("GPU-1 13");
    assertThat(api.calls).doesNotContain("register 1 1");
  }

  @Test
  void step_aGpuThatIsLost_isLeftOutOfTheSet() {
    api.answer(1, NvmlQuery.EVENT_TYPES, NvmlReturn.GPU_IS_LOST, 0);
    follow(TWO);

    assertThat(steps(2)).isZero();
    assertThat(log.refusal("GPU-0")).isEqualTo("GPU is lost (15)");
  }

  @Test
  void step_aGpuThatSpoilsTheSet_isLeftOutOfTheNextWithoutAPause() {
    api.registering(2, NvmlReturn.UNKNOWN);
    follow(TWO);
    api.xid(1, 48);

    assertThat(steps(3)).isZero();

    assertThat(api.held()).isOne();
    assertThat(log.refusal("GPU-1")).isEqualTo("driver error (999)");
    assertThat(logged()).containsExactly("GPU-0 48");
  }

  private long registrations(long device) {
    return api.calls.stream().filter(c -> c.matches("register \\d+ " + device)).count();
  }

  @Test
  void step_aGpuThatRefusesForAMoment_isInTheNextSetAfterAPause() {
    api.registering(2, NvmlReturn.TIMEOUT);
    follow(TWO);
    steps(6); // the first makes the set, five wait for 200 ms each
    api.registering(2, NvmlReturn.SUCCESS);
    assertThat(log.refusal("GPU-1")).isEqualTo("timeout (10)");
    api.xid(1, 79); // waits in the set that is left

    assertThat(steps(2)).isZero();

    assertThat(log.refusal("GPU-1")).isNull();
    assertThat(logged()).containsExactly("GPU-0 79");
    assertThat(api.held()).isOne();
    steps(100);
    assertThat(api.calls).filteredOn(c -> c.startsWith("create")).hasSize(2);
  }

  @Test
  void step_aGpuThatSpoiledTheSetOnce_isInTheNextSetAfterAPause() {
    api.registering(2, NvmlReturn.UNKNOWN);
    follow(TWO);
    steps(2);
    api.registering(2, NvmlReturn.SUCCESS);
    steps(7);

    assertThat(log.refusal("GPU-1")).isNull();
    assertThat(api.held()).isOne();
  }

  @Test
  void step_aGpuThatGoesOnRefusing_isTriedEverMoreSeldom() {
    api.registering(2, NvmlReturn.TIMEOUT);
    follow(TWO);
    steps(5 * 60 * 10); // ten minutes

    // after 1, 3, 7, 15, 31, 63 s, then each minute
    assertThat(registrations(2)).isEqualTo(1 + 6 + 8);
    assertThat(api.held()).isOne();
  }

  @Test
  void step_aGpuWithoutEvents_isNotTriedAgain() {
    api.registering(2, NvmlReturn.NOT_SUPPORTED);
    follow(TWO);
    steps(5 * 60 * 10);

    assertThat(registrations(2)).isOne();
  }

  @Test
  void step_allSpoilTheSet_areTriedAgainAfterAPause() {
    api.registering(1, NvmlReturn.UNKNOWN);
    follow(Map.of(1L, "GPU-0"));

    assertThat(steps(2)).isEqualTo(1_000);
    assertThat(loop.state()).isEqualTo(State.FAILING);
    assertThat(api.held()).isZero();

    api.registering(1, NvmlReturn.SUCCESS);
    assertThat(steps(1)).isZero();
    assertThat(loop.state()).isEqualTo(State.WATCHING);
    assertThat(log.refusal("GPU-0")).isNull();
  }

  @Test
  void step_noGpuTellsXids_isUnsupportedAndHasNothingToDo() {
    api.answer(1, NvmlQuery.EVENT_TYPES, NvmlReturn.NOT_SUPPORTED, 0);
    api.answer(2, NvmlQuery.EVENT_TYPES, NvmlReturn.FUNCTION_NOT_FOUND, 0);
    follow(TWO);

    assertThat(loop.step()).isEqualTo(XidLoop.NOTHING_TO_DO);
    assertThat(loop.state()).isEqualTo(State.UNSUPPORTED);
    assertThat(api.held()).isZero();
  }

  @Test
  void step_noEventsOnThisPlatform_isUnsupported() {
    api.creating = NvmlReturn.NOT_SUPPORTED;
    follow(TWO);

    assertThat(loop.step()).isEqualTo(XidLoop.NOTHING_TO_DO);
    assertThat(loop.state()).isEqualTo(State.UNSUPPORTED);
  }

  @Test
  void step_waitingFailsAgainAndAgain_pausesEverLongerAndHoldsNothing() {
    follow(TWO);
    api.creating = NvmlReturn.UNINITIALIZED;

    assertThat(List.of(steps(1), steps(1), steps(1))).containsExactly(1_000L, 2_000L, 4_000L);
    assertThat(steps(10)).isEqualTo(60_000);
    assertThat(loop.state()).isEqualTo(State.FAILING);
    assertThat(api.held()).isZero();
  }

  @Test
  void step_aGpuIsLostWhileWaiting_pausesAndGoesOnWithTheOthers() {
    follow(TWO);
    steps(1);
    api.fail(NvmlReturn.GPU_IS_LOST);
    api.answer(1, NvmlQuery.EVENT_TYPES, NvmlReturn.GPU_IS_LOST, 0);

    assertThat(loop.step()).isEqualTo(1_000);
    assertThat(api.held()).isZero();

    api.xid(2, 62);
    assertThat(steps(2)).isZero();
    assertThat(loop.state()).isEqualTo(State.WATCHING);
    assertThat(logged()).containsExactly("GPU-1 62");
    assertThat(log.refusal("GPU-0")).isEqualTo("GPU is lost (15)");
  }

  @Test
  void step_aWaitThatWorkedInBetween_beginsWithTheShortPauseAgain() {
    follow(TWO);
    steps(1);
    api.fail(NvmlReturn.UNKNOWN);
    steps(1);
    steps(2); // makes a set and waits

    api.fail(NvmlReturn.UNKNOWN);

    assertThat(steps(1)).isEqualTo(1_000);
  }

  @Test
  void step_aWaitThatFailsEachTime_pausesLonger() {
    follow(TWO);
    steps(1);
    api.fail(NvmlReturn.UNKNOWN);
    steps(1);
    api.fail(NvmlReturn.UNKNOWN);

    assertThat(steps(2)).isEqualTo(2_000);
  }

  @Test
  void step_aDriverThatDoesNotWait_isNotAskedWithoutPause() {
    api.timedOut = () -> {};
    follow(TWO);
    steps(1);

    assertThat(loop.step()).isEqualTo(XidLoop.WAIT_MILLIS);
  }
}
