package io.health4j.test.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class CannedHangTest {

  private final CannedMachine machine = CannedMachines.dgxH100();

  private record Call(FutureTask<Integer> answer, Thread thread) {

    static Call begin(IntSupplier what) {
      var task = new FutureTask<>(what::getAsInt);
      var thread = new Thread(task, "canned-call");
      thread.setDaemon(true);
      thread.start();
      return new Call(task, thread);
    }

    int code() throws Exception {
      return answer.get(30, TimeUnit.SECONDS);
    }
  }

  private static long[] out() {
    return new long[NvmlApi.MAX_VALUES];
  }

  @Test
  void hang_ofGpu_leavesOthersAlone() throws Exception {
    machine.init();
    machine.hang(2);

    Call read = Call.begin(() -> machine.read(3, NvmlQuery.TEMPERATURE, 0, out()));
    Call open = Call.begin(() -> machine.open(2, out()));
    machine.awaitHung(2);

    assertThat(machine.read(4, NvmlQuery.TEMPERATURE, 0, out())).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(machine.count(out())).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(read.answer.isDone() || open.answer.isDone()).isFalse();

    machine.release();
    assertThat(read.code()).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(open.code()).isEqualTo(NvmlReturn.SUCCESS);
  }

  @Test
  void hang_ofQuery_leavesOtherQueriesAlone() throws Exception {
    machine.init();
    machine.hang(NvmlQuery.FABRIC);

    Call fabric = Call.begin(() -> machine.read(1, NvmlQuery.FABRIC, 0, out()));
    machine.awaitHung(1);

    assertThat(machine.read(1, NvmlQuery.MEMORY, 0, out())).isEqualTo(NvmlReturn.SUCCESS);
    machine.release();
    assertThat(fabric.code()).isEqualTo(NvmlReturn.SUCCESS);
  }

  @Test
  void hang_interrupted_goesOnAndKeepsTheInterrupt() throws Exception {
    machine.hang(DriverCall.INIT);
    boolean[] interrupted = new boolean[1];
    Call init =
        Call.begin(
            () -> {
              int code = machine.init();
              interrupted[0] = Thread.currentThread().isInterrupted();
              return code;
            });
    machine.awaitHung(1);

    init.thread.interrupt();
    machine.awaitHung(1);
    assertThat(init.answer.isDone()).isFalse();

    machine.release();
    assertThat(init.code()).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(interrupted[0]).isTrue();
  }

  @Test
  void release_hungAgainAtOnce_letsTheFirstGo() throws Exception {
    machine.init();
    machine.hang(0);
    Call first = Call.begin(() -> machine.read(1, NvmlQuery.MEMORY, 0, out()));
    machine.awaitHung(1);

    machine.release();
    machine.hang(0);
    assertThat(first.code()).isEqualTo(NvmlReturn.SUCCESS);

    Call second = Call.begin(() -> machine.read(1, NvmlQuery.MEMORY, 0, out()));
    machine.awaitHung(1);
    machine.release();
    assertThat(second.code()).isEqualTo(NvmlReturn.SUCCESS);
  }

  @ParameterizedTest
  @EnumSource(DriverCall.class)
  void hang_ofEachFunction_hangsThatOne(DriverCall call) throws Exception {
    machine.init();
    machine.createEvents(out());
    machine.hang(call);

    Call hung = Call.begin(calls().get(call));
    machine.awaitHung(1);

    assertThat(hung.answer.isDone()).isFalse();
    assertThat(machine.calls(call)).isPositive();
    machine.release();
    assertThat(hung.code()).isIn(NvmlReturn.SUCCESS, NvmlReturn.NOT_FOUND, NvmlReturn.TIMEOUT);
  }

  private Map<DriverCall, IntSupplier> calls() {
    return Map.ofEntries(
        Map.entry(DriverCall.INIT, machine::init),
        Map.entry(DriverCall.SHUTDOWN, machine::shutdown),
        Map.entry(DriverCall.COUNT, () -> machine.count(out())),
        Map.entry(DriverCall.OPEN, () -> machine.open(0, out())),
        Map.entry(DriverCall.OPEN_MIG, () -> machine.openMig(1, 0, out())),
        Map.entry(DriverCall.READ, () -> machine.read(1, NvmlQuery.MEMORY, 0, out())),
        Map.entry(DriverCall.TEXT, () -> machine.text(1, NvmlText.UUID, new String[1])),
        Map.entry(DriverCall.PROCESSES, () -> machine.processes(1, false, new ArrayList<>())),
        Map.entry(DriverCall.CREATE_EVENTS, () -> machine.createEvents(out())),
        Map.entry(
            DriverCall.REGISTER_EVENTS, () -> machine.registerEvents(1, 1, NvmlApi.XID_EVENT)),
        Map.entry(DriverCall.AWAIT_EVENT, () -> machine.awaitEvent(1, 0, out())),
        Map.entry(DriverCall.FREE_EVENTS, () -> machine.freeEvents(1)));
  }

  @Test
  void awaitEvent_registered_getsTheXid() throws Exception {
    machine.init();
    long[] set = out();
    machine.createEvents(set);
    machine.registerEvents(set[0], 4, NvmlApi.XID_EVENT);
    long[] event = out();
    Call waiting = Call.begin(() -> machine.awaitEvent(set[0], 30_000, event));
    machine.awaitListener(3);

    machine.xid(2, 31);
    machine.xid(3, 79, 5);

    assertThat(waiting.code()).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(event).startsWith(4, NvmlApi.XID_EVENT, 79, 5, 0xFFFFFFFFL);
    assertThat(machine.awaitEvent(set[0], 0, event)).isEqualTo(NvmlReturn.TIMEOUT);
  }

  @Test
  void awaitEvent_interrupted_goesOnAndKeepsTheInterrupt() throws Exception {
    machine.init();
    machine.createEvents(out());
    machine.registerEvents(1, 1, NvmlApi.XID_EVENT);
    boolean[] interrupted = new boolean[1];
    Call waiting =
        Call.begin(
            () -> {
              int code = machine.awaitEvent(1, 30_000, out());
              interrupted[0] = Thread.currentThread().isInterrupted();
              return code;
            });
    machine.awaitListener(0);

    waiting.thread.interrupt();
    machine.awaitListener(0);
    machine.xid(0, 13);

    assertThat(waiting.code()).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(interrupted[0]).isTrue();
  }

  @Test
  void freeEvents_underAWait_endsIt() throws Exception {
    machine.init();
    machine.createEvents(out());
    machine.registerEvents(1, 1, NvmlApi.XID_EVENT);
    Call waiting = Call.begin(() -> machine.awaitEvent(1, 30_000, out()));
    machine.awaitListener(0);

    assertThat(machine.freeEvents(1)).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(waiting.code()).isEqualTo(NvmlReturn.UNINITIALIZED);
    assertThat(machine.awaitEvent(1, 0, out())).isEqualTo(NvmlReturn.INVALID_ARGUMENT);
    assertThat(machine.freeEvents(1)).isEqualTo(NvmlReturn.INVALID_ARGUMENT);
    assertThat(machine.registerEvents(1, 1, NvmlApi.XID_EVENT))
        .isEqualTo(NvmlReturn.INVALID_ARGUMENT);
  }
}
