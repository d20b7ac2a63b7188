package io.health4j.nvml.jna;

import static io.health4j.nvml.jna.NvmlLibrary.*;

import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;

/**
 * Numbers, by the shape of the call. A switch and not a table of lambdas: the calls are direct, and
 * a starting host need not make a class for each.
 */
final class Numbers {

  private Numbers() {}

  /** Reads a query; where the library does not know its newest form, an older one. */
  static int read(
      Symbols symbols, Scratch at, long device, NvmlQuery query, int argument, long[] out) {
    int code =
        symbols.lacks(query)
            ? NvmlReturn.FUNCTION_NOT_FOUND
            : plain(at, device, query, argument, out);
    return switch (code) {
      case NvmlReturn.FUNCTION_NOT_FOUND,
          NvmlReturn.ARGUMENT_VERSION_MISMATCH,
          NvmlReturn.DEPRECATED ->
          Older.read(code, symbols, at, device, query, argument, out);
      default -> code;
    };
  }

  /** One number of 32 bits, and no argument. */
  private static int plain(Scratch at, long device, NvmlQuery query, int argument, long[] out) {
    long to = at.address();
    int code;
    switch (query) {
      case POWER_USAGE -> code = nvmlDeviceGetPowerUsage(device, to);
      case POWER_LIMIT -> code = nvmlDeviceGetEnforcedPowerLimit(device, to);
      case PERFORMANCE_STATE -> code = nvmlDeviceGetPerformanceState(device, to);
      case FANS -> code = nvmlDeviceGetNumFans(device, to);
      case RETIRED_PAGES_PENDING -> code = nvmlDeviceGetRetiredPagesPendingStatus(device, to);
      case UNREPAIRABLE_MEMORY -> code = nvmlDeviceGetUnrepairableMemoryFlag_v1(device, to);
      case PCIE_REPLAYS -> code = nvmlDeviceGetPcieReplayCounter(device, to);
      case PCIE_GENERATION -> code = nvmlDeviceGetCurrPcieLinkGeneration(device, to);
      case PCIE_MAX_GENERATION -> code = nvmlDeviceGetMaxPcieLinkGeneration(device, to);
      case PCIE_WIDTH -> code = nvmlDeviceGetCurrPcieLinkWidth(device, to);
      case PCIE_MAX_WIDTH -> code = nvmlDeviceGetMaxPcieLinkWidth(device, to);
      case PERSISTENCE_MODE -> code = nvmlDeviceGetPersistenceMode(device, to);
      case MIG_MAX_DEVICES -> code = nvmlDeviceGetMaxMigDeviceCount(device, to);
      case GPU_INSTANCE -> code = nvmlDeviceGetGpuInstanceId(device, to);
      case COMPUTE_INSTANCE -> code = nvmlDeviceGetComputeInstanceId(device, to);
      case MINOR_NUMBER -> code = nvmlDeviceGetMinorNumber(device, to);
      default -> {
        return withArgument(at, device, query, argument, out);
      }
    }
    return at.unsigned(code, 1, out);
  }

  private static int withArgument(
      Scratch at, long device, NvmlQuery query, int argument, long[] out) {
    long to = at.address();
    int code;
    switch (query) {
      case TEMPERATURE_THRESHOLD -> code = nvmlDeviceGetTemperatureThreshold(device, argument, to);
      case CLOCK -> code = nvmlDeviceGetClockInfo(device, argument, to);
      case MAX_CLOCK -> code = nvmlDeviceGetMaxClockInfo(device, argument, to);
      case FAN_SPEED -> code = nvmlDeviceGetFanSpeed_v2(device, argument, to);
      case PCIE_THROUGHPUT -> code = nvmlDeviceGetPcieThroughput(device, argument, to);
      case NVLINK_STATE -> code = nvmlDeviceGetNvLinkState(device, argument, to);
      default -> {
        return several(at, device, query, argument, out);
      }
    }
    return at.unsigned(code, 1, out);
  }

  /** Several of 32 bits, or none. */
  private static int several(Scratch at, long device, NvmlQuery query, int argument, long[] out) {
    long to = at.address();
    int code;
    switch (query) {
      case UTILIZATION -> code = nvmlDeviceGetUtilizationRates(device, to);
      case ENCODER_UTILIZATION -> code = nvmlDeviceGetEncoderUtilization(device, to, to + 4);
      case DECODER_UTILIZATION -> code = nvmlDeviceGetDecoderUtilization(device, to, to + 4);
      case ECC_MODE -> code = nvmlDeviceGetEccMode(device, to, to + 4);
      case MIG_MODE -> code = nvmlDeviceGetMigMode(device, to, to + 4);
      case REMAPPED_ROWS -> code = nvmlDeviceGetRemappedRows(device, to, to + 4, to + 8, to + 12);
      case INFOROM -> code = nvmlDeviceValidateInforom(device);
      default -> {
        return big(at, device, query, argument, out);
      }
    }
    return at.unsigned(code, query.width(), out);
  }

  /** One of 64 bits. */
  private static int big(Scratch at, long device, NvmlQuery query, int argument, long[] out) {
    long to = at.address();
    int error = argument & 1;
    int counter = argument >> 1 & 1;
    int place = argument >> 4;
    int code;
    switch (query) {
      case ENERGY -> code = nvmlDeviceGetTotalEnergyConsumption(device, to);
      case CLOCK_EVENT_REASONS -> code = nvmlDeviceGetCurrentClocksEventReasons(device, to);
      case EVENT_TYPES -> code = nvmlDeviceGetSupportedEventTypes(device, to);
      case ECC_TOTAL -> code = nvmlDeviceGetTotalEccErrors(device, error, counter, to);
      case ECC_AT -> code = nvmlDeviceGetMemoryErrorCounter(device, error, counter, place, to);
      case NVLINK_ERRORS ->
          code = nvmlDeviceGetNvLinkErrorCounter(device, place, argument & 15, to);
      default -> {
        return Structs.read(at, device, query, argument, out);
      }
    }
    return at.big(code, out);
  }
}
