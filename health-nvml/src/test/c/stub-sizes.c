#include <string.h>

#include "nvml-stub.h"

/* The size of a structure, or where a part of it begins. */
int stub_size(const char *name) {
  static const struct { const char *name; size_t size; } all[] = {
    {"nvmlPciInfo_t", sizeof(pci)}, {"nvmlPciInfo_t.busId", offsetof(pci, busId)},
    {"nvmlMemory_t", sizeof(memory1)}, {"nvmlMemory_v2_t", sizeof(memory2)},
    {"nvmlMemory_v2_t.reserved", offsetof(memory2, reserved)},
    {"nvmlMemory_v2_t.free", offsetof(memory2, free)},
    {"nvmlMemory_v2_t.used", offsetof(memory2, used)},
    {"nvmlProcessInfo_v1_t", sizeof(process1)}, {"nvmlProcessInfo_v2_t", sizeof(process2)},
    {"nvmlProcessInfo_v2_t.usedGpuMemory", offsetof(process2, used)},
    {"nvmlProcessInfo_v2_t.gpuInstanceId", offsetof(process2, gpuInstance)},
    {"nvmlProcessInfo_v2_t.computeInstanceId", offsetof(process2, computeInstance)},
    {"nvmlFieldValue_t", sizeof(fieldValue)},
    {"nvmlFieldValue_t.valueType", offsetof(fieldValue, type)},
    {"nvmlFieldValue_t.nvmlReturn", offsetof(fieldValue, ret)},
    {"nvmlFieldValue_t.value", offsetof(fieldValue, value)},
    {"nvmlEccSramErrorStatus_v1_t", sizeof(sram)},
    {"nvmlEccSramErrorStatus_v1_t.aggregateUncParity", offsetof(sram, aggregate)},
    {"nvmlEccSramErrorStatus_v1_t.volatileUncParity", offsetof(sram, now)},
    {"nvmlEccSramErrorStatus_v1_t.bThresholdExceeded", offsetof(sram, exceeded)},
    {"nvmlGpuFabricInfo_t", sizeof(fabric1)}, {"nvmlGpuFabricInfo_v2_t", sizeof(fabric2)},
    {"nvmlGpuFabricInfo_v3_t", sizeof(fabric3)},
    {"nvmlGpuFabricInfo_t.status", offsetof(fabric1, status)},
    {"nvmlGpuFabricInfo_v3_t.status", offsetof(fabric3, status)},
    {"nvmlGpuFabricInfo_v3_t.cliqueId", offsetof(fabric3, clique)},
    {"nvmlGpuFabricInfo_v3_t.state", offsetof(fabric3, state)},
    {"nvmlGpuFabricInfo_v3_t.healthMask", offsetof(fabric3, mask)},
    {"nvmlGpuFabricInfo_v3_t.healthSummary", offsetof(fabric3, summary)},
    {"nvmlMarginTemperature_v1_t", sizeof(margin1)},
    {"nvmlMarginTemperature_v1_t.marginTemperature", offsetof(margin1, margin)},
    {"nvmlTemperature_v1_t", sizeof(temperature1)},
    {"nvmlTemperature_v1_t.temperature", offsetof(temperature1, degrees)},
    {"nvmlUtilization_t", sizeof(utilization)}, {"nvmlEventData_t", sizeof(event)},
    {"nvmlEventData_t.eventType", offsetof(event, type)},
    {"nvmlEventData_t.eventData", offsetof(event, data)},
    {"nvmlEventData_t.gpuInstanceId", offsetof(event, gpuInstance)},
    {"nvmlEventData_t.computeInstanceId", offsetof(event, computeInstance)},
    {"nvmlUnrepairableMemoryStatus_v1_t", sizeof(u32)},
  };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (!strcmp(all[i].name, name)) return (int)all[i].size;
  return -1;
}
