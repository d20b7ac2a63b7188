package io.health4j.nvml.jna;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sizes and places in structures, as a C compiler for a 64-bit Linux makes them of {@code nvml.h}
 * 13.3.29, and versions as its macros make them.
 */
class StructLayoutTest {

  private static Map<String, Integer> facts() {
    Map<String, Integer> facts = new LinkedHashMap<>();
    facts.put("nvmlPciInfo_t", 68);
    facts.put("nvmlPciInfo_t.busId", 36);
    facts.put("nvmlMemory_t", 24);
    facts.put("nvmlMemory_v2_t", 40);
    facts.put("nvmlMemory_v2_t.reserved", 16);
    facts.put("nvmlMemory_v2_t.free", 24);
    facts.put("nvmlMemory_v2_t.used", 32);
    facts.put("nvmlProcessInfo_v1_t", 16);
    facts.put("nvmlProcessInfo_v2_t", 24);
    facts.put("nvmlProcessInfo_v2_t.usedGpuMemory", 8);
    facts.put("nvmlProcessInfo_v2_t.gpuInstanceId", 16);
    facts.put("nvmlProcessInfo_v2_t.computeInstanceId", 20);
    facts.put("nvmlFieldValue_t", 40);
    facts.put("nvmlFieldValue_t.valueType", 24);
    facts.put("nvmlFieldValue_t.nvmlReturn", 28);
    facts.put("nvmlFieldValue_t.value", 32);
    facts.put("nvmlEccSramErrorStatus_v1_t", 104);
    facts.put("nvmlEccSramErrorStatus_v1_t.aggregateUncParity", 8);
    facts.put("nvmlEccSramErrorStatus_v1_t.volatileUncParity", 32);
    facts.put("nvmlEccSramErrorStatus_v1_t.bThresholdExceeded", 96);
    facts.put("nvmlGpuFabricInfo_t", 28);
    facts.put("nvmlGpuFabricInfo_t.status", 16);
    facts.put("nvmlGpuFabricInfo_v2_t", 36);
    facts.put("nvmlGpuFabricInfo_v3_t", 40);
    facts.put("nvmlGpuFabricInfo_v3_t.status", 20);
    facts.put("nvmlGpuFabricInfo_v3_t.cliqueId", 24);
    facts.put("nvmlGpuFabricInfo_v3_t.state", 28);
    facts.put("nvmlGpuFabricInfo_v3_t.healthMask", 32);
    facts.put("nvmlGpuFabricInfo_v3_t.healthSummary", 36);
    facts.put("nvmlMarginTemperature_v1_t", 8);
    facts.put("nvmlMarginTemperature_v1_t.marginTemperature", 4);
    facts.put("nvmlTemperature_v1_t", 12);
    facts.put("nvmlTemperature_v1_t.temperature", 8);
    facts.put("nvmlUtilization_t", 8);
    facts.put("nvmlEventData_t", 32);
    facts.put("nvmlEventData_t.eventType", 8);
    facts.put("nvmlEventData_t.eventData", 16);
    facts.put("nvmlEventData_t.gpuInstanceId", 24);
    facts.put("nvmlEventData_t.computeInstanceId", 28);
    facts.put("nvmlUnrepairableMemoryStatus_v1_t", 4);
    return facts;
  }

  private static Map<String, Integer> known() {
    Map<String, Integer> known = new LinkedHashMap<>();
    known.put("nvmlPciInfo_t", Texts.PCI_BYTES);
    known.put("nvmlPciInfo_t.busId", Texts.PCI_ADDRESS);
    known.put("nvmlMemory_v2_t", Structs.MEMORY_BYTES);
    known.put("nvmlMemory_v2_t.reserved", Structs.MEMORY_RESERVED);
    known.put("nvmlMemory_v2_t.free", Structs.MEMORY_FREE);
    known.put("nvmlMemory_v2_t.used", Structs.MEMORY_USED);
    known.put("nvmlProcessInfo_v1_t", Processes.BYTES_OF_FIRST);
    known.put("nvmlProcessInfo_v2_t", Processes.BYTES);
    known.put("nvmlProcessInfo_v2_t.usedGpuMemory", Processes.USED);
    known.put("nvmlProcessInfo_v2_t.gpuInstanceId", Processes.GPU_INSTANCE);
    known.put("nvmlFieldValue_t", Structs.FIELD_BYTES);
    known.put("nvmlFieldValue_t.valueType", Structs.FIELD_TYPE);
    known.put("nvmlFieldValue_t.nvmlReturn", Structs.FIELD_RETURN);
    known.put("nvmlFieldValue_t.value", Structs.FIELD_VALUE);
    known.put("nvmlEccSramErrorStatus_v1_t", Structs.SRAM_BYTES);
    known.put("nvmlEccSramErrorStatus_v1_t.aggregateUncParity", Structs.SRAM_AGGREGATE);
    known.put("nvmlEccSramErrorStatus_v1_t.volatileUncParity", Structs.SRAM_VOLATILE);
    known.put("nvmlEccSramErrorStatus_v1_t.bThresholdExceeded", Structs.SRAM_EXCEEDED);
    known.put("nvmlGpuFabricInfo_t", Older.FABRIC1_BYTES);
    known.put("nvmlGpuFabricInfo_v2_t", Older.FABRIC2_BYTES);
    known.put("nvmlGpuFabricInfo_v3_t", Structs.FABRIC_BYTES);
    known.put("nvmlGpuFabricInfo_v3_t.status", Structs.FABRIC_STATUS);
    known.put("nvmlGpuFabricInfo_v3_t.cliqueId", Structs.FABRIC_CLIQUE);
    known.put("nvmlGpuFabricInfo_v3_t.state", Structs.FABRIC_STATE);
    known.put("nvmlGpuFabricInfo_v3_t.healthMask", Structs.FABRIC_MASK);
    known.put("nvmlGpuFabricInfo_v3_t.healthSummary", Structs.FABRIC_SUMMARY);
    known.put("nvmlMarginTemperature_v1_t", Structs.MARGIN_BYTES);
    known.put("nvmlMarginTemperature_v1_t.marginTemperature", Structs.MARGIN_VALUE);
    known.put("nvmlTemperature_v1_t", Older.TEMPERATURE_BYTES);
    known.put("nvmlTemperature_v1_t.temperature", Older.TEMPERATURE_VALUE);
    known.put("nvmlEventData_t", Events.BYTES);
    known.put("nvmlEventData_t.eventType", Events.TYPE);
    known.put("nvmlEventData_t.eventData", Events.DATA);
    known.put("nvmlEventData_t.gpuInstanceId", Events.GPU_INSTANCE);
    known.put("nvmlEventData_t.computeInstanceId", Events.COMPUTE_INSTANCE);
    return known;
  }

  @Test
  void constants_ofTheModule_areThoseOfTheHeader() {
    assertThat(facts()).containsAllEntriesOf(known());
  }

  @Test
  void versions_ofTheModule_areThoseOfTheHeader() {
    assertThat(Structs.MEMORY_VERSION).isEqualTo(0x2000028);
    assertThat(Structs.SRAM_VERSION).isEqualTo(0x1000068);
    assertThat(Structs.FABRIC_VERSION).isEqualTo(0x3000028);
    assertThat(Older.FABRIC2_VERSION).isEqualTo(0x2000024);
    assertThat(Structs.MARGIN_VERSION).isEqualTo(0x1000008);
    assertThat(Older.TEMPERATURE_VERSION).isEqualTo(0x100000c);
  }

  @Test
  void structures_ofTheStub_areThoseOfTheHeader() {
    StubNvml stub = StubNvml.begin();

    facts().forEach((name, size) -> assertThat(stub.size(name)).as(name).isEqualTo(size));

    stub.api.shutdown();
  }
}
