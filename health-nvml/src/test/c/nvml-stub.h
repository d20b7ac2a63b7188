/* What the parts of the stub share: the structures of nvml.h 13.3.29, and the state. */
#ifndef NVML_STUB_H
#define NVML_STUB_H

#include <pthread.h>
#include <stddef.h>

#define GPUS 8
#define MIGS 7
#define ARGUMENTS 640
#define PLACES 8
#define TEXT 256
#define MOST 7 /* the place of a count, or of the newest version known, beside the values */

enum {
  SUCCESS = 0, UNINITIALIZED = 1, INVALID_ARGUMENT = 2, NOT_SUPPORTED = 3, NOT_FOUND = 6,
  INSUFFICIENT_SIZE = 7, TIMEOUT = 10, VERSION_MISMATCH = 25
};

typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long i64;
typedef void *handle;

typedef struct { char legacy[16]; u32 domain, bus, device, id, subsystem; char busId[32]; } pci;
typedef struct { u64 total, free, used; } memory1;
typedef struct { u32 version; u64 total, reserved, free, used; } memory2;
typedef struct { u32 pid; u64 used; } process1;
typedef struct { u32 pid; u64 used; u32 gpuInstance, computeInstance; } process2;
typedef union { double d; i64 ll; } value;
typedef struct { u32 field, scope; i64 timestamp, latency; u32 type, ret; value value; } fieldValue;
typedef struct { u32 version; u64 aggregate[3], now[3], buckets[5]; u32 exceeded; } sram;
typedef struct { unsigned char cluster[16]; u32 status, clique; unsigned char state; } fabric1;
typedef struct {
  u32 version; unsigned char cluster[16]; u32 status, clique; unsigned char state; u32 mask;
} fabric2;
typedef struct {
  u32 version; unsigned char cluster[16]; u32 status, clique; unsigned char state; u32 mask;
  unsigned char summary;
} fabric3;
typedef struct { u32 version; int margin; } margin1;
typedef struct { u32 version, sensor; int degrees; } temperature1;
typedef struct { u32 gpu, memory; } utilization;
typedef struct { handle device; u64 type, data; u32 gpuInstance, computeInstance; } event;

/* device → u32 */
#define NUMBERS(X) \
  X(nvmlDeviceGetPowerUsage) X(nvmlDeviceGetEnforcedPowerLimit) X(nvmlDeviceGetPerformanceState) \
  X(nvmlDeviceGetNumFans) X(nvmlDeviceGetRetiredPagesPendingStatus) \
  X(nvmlDeviceGetUnrepairableMemoryFlag_v1) X(nvmlDeviceGetPcieReplayCounter) \
  X(nvmlDeviceGetCurrPcieLinkGeneration) X(nvmlDeviceGetMaxPcieLinkGeneration) \
  X(nvmlDeviceGetCurrPcieLinkWidth) X(nvmlDeviceGetMaxPcieLinkWidth) \
  X(nvmlDeviceGetPersistenceMode) X(nvmlDeviceGetMaxMigDeviceCount) X(nvmlDeviceGetMinorNumber)
/* device → u64 */
#define BIG_NUMBERS(X) \
  X(nvmlDeviceGetTotalEnergyConsumption) X(nvmlDeviceGetCurrentClocksEventReasons) \
  X(nvmlDeviceGetSupportedEventTypes)
/* device, u32 → u32 */
#define WITH_ARGUMENT(X) \
  X(nvmlDeviceGetTemperature) X(nvmlDeviceGetTemperatureThreshold) X(nvmlDeviceGetClockInfo) \
  X(nvmlDeviceGetMaxClockInfo) X(nvmlDeviceGetFanSpeed_v2) X(nvmlDeviceGetPcieThroughput) \
  X(nvmlDeviceGetNvLinkState)
/* device → u32, u32 */
#define PAIRS(X) \
  X(nvmlDeviceGetEncoderUtilization) X(nvmlDeviceGetDecoderUtilization) X(nvmlDeviceGetEccMode) \
  X(nvmlDeviceGetMigMode)
#define TEXTS(X) X(nvmlDeviceGetName) X(nvmlDeviceGetSerial)
#define OTHERS(X) \
  X(nvmlInit_v2) X(nvmlShutdown) X(nvmlSystemGetDriverVersion) X(nvmlSystemGetNVMLVersion) \
  X(nvmlDeviceGetCount_v2) X(nvmlDeviceGetHandleByIndex_v2) X(nvmlDeviceGetMigDeviceHandleByIndex) \
  X(nvmlDeviceGetUUID) X(nvmlDeviceGetPciInfo_v3) X(nvmlDeviceGetTemperatureV) \
  X(nvmlDeviceGetMarginTemperature) X(nvmlDeviceGetFieldValues) X(nvmlDeviceGetUtilizationRates) \
  X(nvmlDeviceGetMemoryInfo) X(nvmlDeviceGetMemoryInfo_v2) X(nvmlDeviceGetTotalEccErrors) \
  X(nvmlDeviceGetMemoryErrorCounter) X(nvmlDeviceGetSramEccErrorStatus) \
  X(nvmlDeviceGetRemappedRows) X(nvmlDeviceGetRetiredPages_v2) X(nvmlDeviceGetNvLinkErrorCounter) \
  X(nvmlDeviceGetGpuFabricInfo) X(nvmlDeviceGetGpuFabricInfoV) X(nvmlDeviceValidateInforom) \
  X(nvmlDeviceGetGpuInstanceId) X(nvmlDeviceGetComputeInstanceId) \
  X(nvmlDeviceGetComputeRunningProcesses_v3) X(nvmlDeviceGetGraphicsRunningProcesses_v3) \
  X(nvmlEventSetCreate) X(nvmlDeviceRegisterEvents) X(nvmlEventSetWait_v2) X(nvmlEventSetFree)
#define ALL(X) NUMBERS(X) BIG_NUMBERS(X) WITH_ARGUMENT(X) PAIRS(X) TEXTS(X) OTHERS(X)

#define ID(f) F_##f,
enum { ALL(ID) FUNCTIONS };

typedef struct {
  i64 values[GPUS][ARGUMENTS][PLACES];
  int ret[GPUS][ARGUMENTS];
  volatile int hang[GPUS];
  u64 calls[GPUS];
  char text[GPUS][TEXT];
} function;

/* All that is shared stays inside the library. */
#pragma GCC visibility push(hidden)
extern function fn[FUNCTIONS];
extern char devices[GPUS];
extern volatile int sessions, sets;
extern pthread_mutex_t lock;
extern pthread_cond_t changed;
int gpu_of(handle device);
int enter(int f, int gpu, u32 argument);
int push_event(int gpu, u64 xid, u32 gpuInstance, u32 computeInstance);
void forget_events(void);
#pragma GCC visibility pop

#define ENTER(f, device, argument) \
  int g = gpu_of(device), code = enter(F_##f, g, argument); \
  if (code) return code
#define VALUE(f, argument, place) (fn[F_##f].values[g][argument][place])

#endif
