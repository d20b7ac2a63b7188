package io.health4j.nvml.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Libraries that lack functions, or do not know a structure. */
class OlderLibraryTest {

  /** What {@code nvml.h} of CUDA 11.4, of driver R470, has no function for. */
  private static final Set<NvmlQuery> NOT_IN_R470 =
      EnumSet.of(
          NvmlQuery.TEMPERATURE_MARGIN,
          NvmlQuery.ECC_SRAM,
          NvmlQuery.UNREPAIRABLE_MEMORY,
          NvmlQuery.FABRIC,
          NvmlQuery.FANS);

  /** All that has an older name or form, and all that nothing stands in for. */
  private static final String[] OLDEST = {
    "nvmlInit_v2",
    "nvmlDeviceGetCount_v2",
    "nvmlDeviceGetHandleByIndex_v2",
    "nvmlDeviceGetPciInfo_v3",
    "nvmlDeviceGetRetiredPages_v2",
    "nvmlDeviceGetFanSpeed_v2",
    "nvmlDeviceGetTemperature",
    "nvmlDeviceGetComputeRunningProcesses_v3",
    "nvmlDeviceGetComputeRunningProcesses_v2",
    "nvmlDeviceGetGraphicsRunningProcesses_v3",
    "nvmlDeviceGetGraphicsRunningProcesses_v2",
    "nvmlEventSetWait_v2",
    "nvmlDeviceGetMigDeviceHandleByIndex",
    "nvmlDeviceGetSerial"
  };

  /** Neither the newest form of what has older ones, nor the older ones. */
  private static final String[] BARE = {
    "nvmlInit_v2",
    "nvmlInit",
    "nvmlDeviceGetPciInfo_v3",
    "nvmlDeviceGetPciInfo_v2",
    "nvmlDeviceGetTemperature",
    "nvmlDeviceGetTemperatureV",
    "nvmlDeviceGetMemoryInfo_v2",
    "nvmlDeviceGetMemoryInfo",
    "nvmlDeviceGetFanSpeed_v2",
    "nvmlDeviceGetFanSpeed",
    "nvmlDeviceGetRetiredPages_v2",
    "nvmlDeviceGetRetiredPages",
    "nvmlDeviceGetComputeRunningProcesses_v3",
    "nvmlDeviceGetComputeRunningProcesses_v2",
    "nvmlDeviceGetComputeRunningProcesses"
  };

  private final long[] out = new long[NvmlApi.MAX_VALUES];
  private StubNvml stub;

  private int read(NvmlQuery query, int argument) {
    return stub.api.read(stub.gpu(1), query, argument, out);
  }

  @AfterEach
  void end() {
    stub.api.shutdown();
  }

  @Test
  void read_libraryOfR470_answersAllButWhatItHasNoFunctionFor() {
    stub = StubNvml.begin("r470");
    stub.set("nvmlDeviceGetFanSpeed_v2.return", NvmlReturn.SUCCESS);

    for (NvmlQuery query : NvmlQuery.values()) {
      boolean ofMig = query == NvmlQuery.GPU_INSTANCE || query == NvmlQuery.COMPUTE_INSTANCE;
      int expected =
          NOT_IN_R470.contains(query)
              ? NvmlReturn.FUNCTION_NOT_FOUND
              : ofMig ? NvmlReturn.NOT_SUPPORTED : NvmlReturn.SUCCESS;
      assertThat(read(query, 0)).as(query.name()).isEqualTo(expected);
    }
    assertThat(stub.get("sessions")).as("nvmlShutdown was called for none of them").isOne();
  }

  @Test
  void read_libraryOfR470_takesOlderForms() {
    stub = StubNvml.begin("r470");
    stub.set("nvmlDeviceGetCurrentClocksEventReasons", 0x40);

    assertThat(read(NvmlQuery.CLOCK_EVENT_REASONS, 0)).isZero();
    assertThat(out[0]).isEqualTo(0x40);
    assertThat(read(NvmlQuery.MEMORY, 0)).isZero();
    assertThat(out[2]).as("used, with what is reserved").isEqualTo(out[0] - out[1]);
    assertThat(out[3]).as("reserved").isEqualTo(-1);
  }

  @Test
  void processes_libraryOfR470_knowsInstances() {
    stub = StubNvml.begin("r470");
    stub.set("nvmlDeviceGetComputeRunningProcesses_v3.2", 5);
    List<NvmlProcess> processes = new ArrayList<>();

    assertThat(stub.api.processes(stub.gpu(1), false, processes)).isZero();

    assertThat(processes).containsExactly(new NvmlProcess(4321, 1L << 30, 5));
  }

  @Test
  void processes_firstVersion_hasShorterEntriesWithoutInstances() {
    stub = StubNvml.begin(OLDEST);
    for (String kind : List.of("Compute", "Graphics")) {
      String name = "nvmlDeviceGet" + kind + "RunningProcesses_v3";
      stub.set(name + ".7", 2).set(name + ":0", 10).set(name + ":1", 11).set(name + ":1.1", -1);
      stub.set(name + ":0.1", 1L << 40).set(name + ":0.2", 3);
      List<NvmlProcess> processes = new ArrayList<>();

      assertThat(stub.api.processes(stub.gpu(1), kind.equals("Graphics"), processes)).isZero();

      assertThat(processes)
          .containsExactly(new NvmlProcess(10, 1L << 40, -1), new NvmlProcess(11, -1, -1));
    }
  }

  @Test
  void calls_libraryWithOldestNames_goThere() {
    stub = StubNvml.begin(OLDEST);
    stub.set("nvmlDeviceGetFanSpeed_v2.return", 0).set("nvmlDeviceGetFanSpeed_v2", 71);
    stub.set("nvmlDeviceGetRetiredPages_v2:1", 700).set("nvmlDeviceGetTemperature", 52);

    assertThat(stub.api.count(out)).isZero();
    assertThat(out[0]).isEqualTo(8);
    assertThat(read(NvmlQuery.FAN_SPEED, 0)).isZero();
    assertThat(out[0]).isEqualTo(71);
    assertThat(read(NvmlQuery.FAN_SPEED, 1)).isEqualTo(NvmlReturn.FUNCTION_NOT_FOUND);
    assertThat(read(NvmlQuery.TEMPERATURE, 0)).isZero();
    assertThat(out[0]).isEqualTo(52);
    assertThat(read(NvmlQuery.RETIRED_PAGES, 1)).isZero();
    assertThat(out).startsWith(700, -1, -1);
    assertThat(stub.api.openMig(stub.gpu(1), 0, out)).isEqualTo(NvmlReturn.FUNCTION_NOT_FOUND);
  }

  @Test
  void text_pciAddressOfSecondVersion_hasAllDigits() {
    stub = StubNvml.begin(OLDEST);
    String[] text = new String[1];

    assertThat(stub.api.text(stub.gpu(1), NvmlText.PCI_ADDRESS, text)).isZero();
    assertThat(text).containsExactly("00000000:2B:00.0");
    assertThat(stub.api.text(stub.gpu(1), NvmlText.SERIAL, text))
        .isEqualTo(NvmlReturn.FUNCTION_NOT_FOUND);
  }

  @Test
  void awaitEvent_firstVersion_hasNoInstances() {
    stub = StubNvml.begin(OLDEST);
    long[] set = new long[1];
    stub.api.createEvents(set);
    stub.api.registerEvents(set[0], stub.gpu(1), NvmlApi.XID_EVENT);
    stub.event(1, 31, 2, 3);

    assertThat(stub.api.awaitEvent(set[0], 1_000, out)).isZero();

    assertThat(out).startsWith(stub.gpu(1), NvmlApi.XID_EVENT, 31, 0xFFFF_FFFFL, 0xFFFF_FFFFL);
    stub.api.freeEvents(set[0]);
  }

  @Test
  void calls_libraryWithNeitherForm_areAbsent() {
    stub = StubNvml.prepare(BARE);
    String[] text = new String[1];
    assertThat(stub.api.init()).isEqualTo(NvmlReturn.FUNCTION_NOT_FOUND);
    for (NvmlQuery query :
        List.of(
            NvmlQuery.TEMPERATURE,
            NvmlQuery.MEMORY,
            NvmlQuery.FAN_SPEED,
            NvmlQuery.RETIRED_PAGES)) {
      assertThat(stub.api.read(1, query, 0, out)).isEqualTo(NvmlReturn.FUNCTION_NOT_FOUND);
    }
    assertThat(stub.api.processes(1, false, new ArrayList<>()))
        .isEqualTo(NvmlReturn.FUNCTION_NOT_FOUND);
    assertThat(stub.api.text(1, NvmlText.PCI_ADDRESS, text))
        .isEqualTo(NvmlReturn.FUNCTION_NOT_FOUND);
  }

  @Test
  void read_fabricOfSecondVersion_hasNoSummary() {
    stub = StubNvml.begin();
    stub.set("nvmlDeviceGetGpuFabricInfoV.7", 2).set("nvmlDeviceGetGpuFabricInfoV.2", 0x5);

    assertThat(read(NvmlQuery.FABRIC, 0)).isZero();

    assertThat(out).startsWith(3, 0, 5, -1, 0);
  }

  @Test
  void read_fabricOfFirstVersion_hasNoHealthEither() {
    stub = StubNvml.begin();
    stub.set("nvmlDeviceGetGpuFabricInfoV.7", 1).set("nvmlDeviceGetGpuFabricInfoV.2", 0x5);
    stub.set("nvmlDeviceGetGpuFabricInfoV.1", 9).set("nvmlDeviceGetGpuFabricInfoV.4", 77);

    assertThat(read(NvmlQuery.FABRIC, 0)).isZero();

    assertThat(out).startsWith(3, 9, 0, -1, 77);
  }

  @Test
  void read_driverNoLongerKnowsFirstForm_takesTheOther() {
    stub = StubNvml.begin();
    stub.set("nvmlDeviceGetTemperature.return", NvmlReturn.DEPRECATED);
    stub.set("nvmlDeviceGetMemoryInfo_v2.return", NvmlReturn.ARGUMENT_VERSION_MISMATCH);
    stub.set("nvmlDeviceGetTemperature", -4);

    assertThat(read(NvmlQuery.TEMPERATURE, 0)).isZero();
    assertThat(out[0]).isEqualTo(-4);
    assertThat(read(NvmlQuery.MEMORY, 0)).isZero();
    assertThat(out[3]).isEqualTo(-1);
  }
}
