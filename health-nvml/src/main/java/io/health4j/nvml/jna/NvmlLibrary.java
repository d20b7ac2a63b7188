package io.health4j.nvml.jna;

/**
 * The functions of NVML, named as in {@code nvml.h}, for JNA's direct mapping: each call goes
 * straight from compiled code to the library, without reflection and without an object. Handles and
 * addresses are numbers, and so is the return code. {@link Symbols} binds them; before that, or
 * when the library lacks one, none may be called.
 */
final class NvmlLibrary {

  private NvmlLibrary() {}

  static native int nvmlInit_v2();

  static native int nvmlShutdown();

  static native int nvmlSystemGetDriverVersion(long text, int length);

  static native int nvmlSystemGetNVMLVersion(long text, int length);

  static native int nvmlDeviceGetCount_v2(long count);

  static native int nvmlDeviceGetHandleByIndex_v2(int index, long device);

  static native int nvmlDeviceGetMigDeviceHandleByIndex(long device, int index, long mig);

  static native int nvmlDeviceGetName(long device, long text, int length);

  static native int nvmlDeviceGetUUID(long device, long text, int length);

  static native int nvmlDeviceGetSerial(long device, long text, int length);

  static native int nvmlDeviceGetPciInfo_v3(long device, long info);

  static native int nvmlDeviceGetPciInfo_v2(long device, long info);

  static native int nvmlDeviceGetTemperature(long device, int sensor, long degrees);

  static native int nvmlDeviceGetTemperatureV(long device, long temperature);

  static native int nvmlDeviceGetTemperatureThreshold(long device, int threshold, long degrees);

  static native int nvmlDeviceGetMarginTemperature(long device, long margin);

  static native int nvmlDeviceGetFieldValues(long device, int count, long values);

  static native int nvmlDeviceGetPowerUsage(long device, long milliwatts);

  static native int nvmlDeviceGetEnforcedPowerLimit(long device, long milliwatts);

  static native int nvmlDeviceGetTotalEnergyConsumption(long device, long millijoules);

  static native int nvmlDeviceGetClockInfo(long device, int clock, long megahertz);

  static native int nvmlDeviceGetMaxClockInfo(long device, int clock, long megahertz);

  static native int nvmlDeviceGetCurrentClocksEventReasons(long device, long bits);

  static native int nvmlDeviceGetPerformanceState(long device, long state);

  static native int nvmlDeviceGetUtilizationRates(long device, long rates);

  static native int nvmlDeviceGetEncoderUtilization(long device, long percent, long period);

  static native int nvmlDeviceGetDecoderUtilization(long device, long percent, long period);

  static native int nvmlDeviceGetMemoryInfo_v2(long device, long memory);

  static native int nvmlDeviceGetMemoryInfo(long device, long memory);

  static native int nvmlDeviceGetNumFans(long device, long count);

  static native int nvmlDeviceGetFanSpeed_v2(long device, int fan, long percent);

  static native int nvmlDeviceGetFanSpeed(long device, long percent);

  static native int nvmlDeviceGetEccMode(long device, long current, long pending);

  static native int nvmlDeviceGetTotalEccErrors(long device, int error, int counter, long count);

  static native int nvmlDeviceGetMemoryErrorCounter(
      long device, int error, int counter, int location, long count);

  static native int nvmlDeviceGetSramEccErrorStatus(long device, long status);

  static native int nvmlDeviceGetRemappedRows(
      long device, long corrected, long uncorrected, long pending, long failed);

  static native int nvmlDeviceGetRetiredPages_v2(
      long device, int cause, long count, long addresses, long times);

  static native int nvmlDeviceGetRetiredPages(long device, int cause, long count, long addresses);

  static native int nvmlDeviceGetRetiredPagesPendingStatus(long device, long pending);

  static native int nvmlDeviceGetUnrepairableMemoryFlag_v1(long device, long flag);

  static native int nvmlDeviceGetPcieReplayCounter(long device, long count);

  static native int nvmlDeviceGetCurrPcieLinkGeneration(long device, long generation);

  static native int nvmlDeviceGetMaxPcieLinkGeneration(long device, long generation);

  static native int nvmlDeviceGetCurrPcieLinkWidth(long device, long lanes);

  static native int nvmlDeviceGetMaxPcieLinkWidth(long device, long lanes);

  static native int nvmlDeviceGetPcieThroughput(long device, int direction, long rate);

  static native int nvmlDeviceGetNvLinkState(long device, int link, long active);

  static native int nvmlDeviceGetNvLinkErrorCounter(long device, int link, int counter, long count);

  static native int nvmlDeviceGetGpuFabricInfoV(long device, long info);

  static native int nvmlDeviceGetGpuFabricInfo(long device, long info);

  static native int nvmlDeviceValidateInforom(long device);

  static native int nvmlDeviceGetPersistenceMode(long device, long mode);

  static native int nvmlDeviceGetMigMode(long device, long current, long pending);

  static native int nvmlDeviceGetMaxMigDeviceCount(long device, long count);

  static native int nvmlDeviceGetGpuInstanceId(long device, long id);

  static native int nvmlDeviceGetComputeInstanceId(long device, long id);

  static native int nvmlDeviceGetMinorNumber(long device, long number);

  static native int nvmlDeviceGetComputeRunningProcesses_v3(long device, long count, long list);

  static native int nvmlDeviceGetComputeRunningProcesses(long device, long count, long list);

  static native int nvmlDeviceGetGraphicsRunningProcesses_v3(long device, long count, long list);

  static native int nvmlDeviceGetGraphicsRunningProcesses(long device, long count, long list);

  static native int nvmlDeviceGetSupportedEventTypes(long device, long types);

  static native int nvmlEventSetCreate(long set);

  static native int nvmlDeviceRegisterEvents(long device, long types, long set);

  static native int nvmlEventSetWait_v2(long set, long event, int timeoutMillis);

  static native int nvmlEventSetFree(long set);
}
