package io.health4j.nvml.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsTest {

  private static final int LONG_ENOUGH = 60_000;

  private final long[] set = new long[1];
  private final long[] out = new long[NvmlApi.MAX_VALUES];
  private StubNvml stub;

  @BeforeEach
  void begin() {
    stub = StubNvml.begin();
    assertThat(stub.api.createEvents(set)).isZero();
  }

  @AfterEach
  void end() {
    assertThat(stub.api.freeEvents(set[0])).isZero();
    assertThat(stub.get("sets")).isZero();
    stub.api.shutdown();
  }

  @Test
  void awaitEvent_xidUnderMig_tellsGpuNumberAndInstances() {
    assertThat(stub.api.registerEvents(set[0], stub.gpu(5), NvmlApi.XID_EVENT)).isZero();
    stub.event(5, 79, 2, 1);

    assertThat(stub.api.awaitEvent(set[0], LONG_ENOUGH, out)).isZero();

    assertThat(out).startsWith(stub.gpu(5), NvmlApi.XID_EVENT, 79, 2, 1);
  }

  @Test
  void awaitEvent_xidWithoutMig_hasNoInstances() {
    stub.api.registerEvents(set[0], stub.gpu(5), NvmlApi.XID_EVENT);
    stub.event(5, 13, -1, -1);

    assertThat(stub.api.awaitEvent(set[0], LONG_ENOUGH, out)).isZero();

    assertThat(out).startsWith(stub.gpu(5), NvmlApi.XID_EVENT, 13, 0xFFFF_FFFFL, 0xFFFF_FFFFL);
  }

  @Test
  void awaitEvent_ofGpuThatNobodyRegistered_timesOut() {
    stub.api.registerEvents(set[0], stub.gpu(5), NvmlApi.XID_EVENT);
    stub.event(4, 79, -1, -1);

    assertThat(stub.api.awaitEvent(set[0], 1, out)).isEqualTo(NvmlReturn.TIMEOUT);
  }

  @Test
  void events_driverRefuses_passesTheCodesOn() {
    stub.set("nvmlEventSetCreate.return", NvmlReturn.NOT_SUPPORTED);
    stub.set("nvmlDeviceRegisterEvents.return", NvmlReturn.NOT_SUPPORTED);
    stub.set("nvmlEventSetWait_v2.return", NvmlReturn.GPU_IS_LOST);

    assertThat(stub.api.createEvents(out)).isEqualTo(NvmlReturn.NOT_SUPPORTED);
    assertThat(stub.api.registerEvents(set[0], stub.gpu(0), NvmlApi.XID_EVENT))
        .isEqualTo(NvmlReturn.NOT_SUPPORTED);
    assertThat(stub.api.awaitEvent(set[0], 1, out)).isEqualTo(NvmlReturn.GPU_IS_LOST);
  }
}
