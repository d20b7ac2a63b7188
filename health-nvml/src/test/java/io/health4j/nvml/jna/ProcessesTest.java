package io.health4j.nvml.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlReturn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessesTest {

  private static final String COMPUTE = "nvmlDeviceGetComputeRunningProcesses_v3";
  private static final String GRAPHICS = "nvmlDeviceGetGraphicsRunningProcesses_v3";
  private static final int NO_INSTANCE = -1;

  private final List<NvmlProcess> processes = new ArrayList<>();
  private StubNvml stub;

  @BeforeEach
  void begin() {
    stub = StubNvml.begin();
  }

  @AfterEach
  void end() {
    stub.api.shutdown();
  }

  @Test
  void processes_twoKinds_areListedApart() {
    stub.set(GRAPHICS + ".7", 2).set(GRAPHICS, 77).set(GRAPHICS + ":1", 0xFFFF_FFFFL);
    stub.set(GRAPHICS + ":0.2", NO_INSTANCE).set(GRAPHICS + ":1.2", 13);
    stub.set(GRAPHICS + ":1.1", -1);

    assertThat(stub.api.processes(stub.gpu(4), true, processes)).isZero();
    assertThat(processes)
        .containsExactly(
            new NvmlProcess(77, 0, NO_INSTANCE), new NvmlProcess(0xFFFF_FFFFL, -1, 13));
    processes.clear();
    assertThat(stub.api.processes(stub.gpu(4), false, processes)).isZero();
    assertThat(processes).containsExactly(new NvmlProcess(4321, 1L << 30, NO_INSTANCE));
  }

  @Test
  void processes_none_addsNone() {
    stub.set(COMPUTE + ".7", 0);

    assertThat(stub.api.processes(stub.gpu(4), false, processes)).isZero();

    assertThat(processes).isEmpty();
  }

  @Test
  void processes_moreThanThereIsRoomFor_asksAgain() {
    IntStream.range(0, 600).forEach(i -> stub.set(COMPUTE + ":" + i, 1_000 + i));
    stub.set(COMPUTE + ".7", 600);

    assertThat(stub.api.processes(stub.gpu(0), false, processes)).isZero();

    assertThat(processes)
        .extracting(NvmlProcess::pid)
        .containsExactlyElementsOf(IntStream.range(0, 600).mapToObj(i -> 1_000L + i).toList());
  }

  @Test
  void processes_moreThanMemoryIsGivenFor_saysSoAndAddsNone() {
    stub.set(COMPUTE + ".7", 1_000_000);

    assertThat(stub.api.processes(stub.gpu(0), false, processes))
        .isEqualTo(NvmlReturn.INSUFFICIENT_SIZE);

    assertThat(processes).isEmpty();
  }

  @Test
  void processes_driverRefuses_passesTheCodeOn() {
    stub.set(COMPUTE + ".return", NvmlReturn.NO_PERMISSION);

    assertThat(stub.api.processes(stub.gpu(0), false, processes))
        .isEqualTo(NvmlReturn.NO_PERMISSION);
  }
}
