/*
 * NVML without a GPU: the functions that the module calls, with the signatures, structures and
 * return codes of nvml.h 13.3.29, over a machine of 8 healthy GPUs that can be changed meanwhile.
 *
 * A setting is NAME[:ARGUMENT][.PART][@GPU]=VALUE, for all GPUs where none is named:
 *   nvmlDeviceGetPowerUsage=300000            the value
 *   nvmlDeviceGetRemappedRows.2@3=1           the third value (from 0) of GPU 3
 *   nvmlDeviceGetFieldValues:230=1            the value of an argument: here, field 230
 *   nvmlDeviceGetTemperature.return@5=15      the return code; a field's with its number
 *   nvmlDeviceGetPowerUsage.hang=1            calls do not return until it is 0 again
 *   nvmlDeviceGetUUID@2=GPU-x                 a text
 *   xid@3=79                                  an event for those who wait
 * They come from the file that the environment variable NVML_STUB names, one a line, when the
 * library is loaded, and from stub_set while it runs. Older versions of a function share the
 * settings of the newest, unless both can be asked.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nvml-stub.h"

function fn[FUNCTIONS];
char devices[GPUS];
volatile int sessions, sets;
pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static char migs[GPUS][MIGS];

int gpu_of(handle h) {
  char *p = h;
  if (p >= devices && p < devices + GPUS) return (int)(p - devices);
  if (p >= migs[0] && p < migs[0] + sizeof migs) return (int)((p - migs[0]) / MIGS);
  return -1;
}

static int is_mig(handle h) { return (char *)h < devices || (char *)h >= devices + GPUS; }

static void hang(int f, int g) {
  pthread_mutex_lock(&lock);
  while (fn[f].hang[g]) pthread_cond_wait(&changed, &lock);
  pthread_mutex_unlock(&lock);
}

/* What each call does first; answers the return code that is set. */
int enter(int f, int g, u32 argument) {
  if (g < 0 || argument >= ARGUMENTS) return INVALID_ARGUMENT;
  fn[f].calls[g]++;
  if (fn[f].hang[g]) hang(f, g);
  return sessions > 0 ? fn[f].ret[g][argument] : UNINITIALIZED;
}

#define NUMBER(f) \
  int f(handle device, u32 *out) { \
    ENTER(f, device, 0); *out = (u32)VALUE(f, 0, 0); return SUCCESS; }
#define BIG_NUMBER(f) \
  int f(handle device, u64 *out) { \
    ENTER(f, device, 0); *out = (u64)VALUE(f, 0, 0); return SUCCESS; }
#define ARGUMENT(f) \
  int f(handle device, u32 argument, u32 *out) { \
    ENTER(f, device, argument); *out = (u32)VALUE(f, argument, 0); return SUCCESS; }
#define PAIR(f) \
  int f(handle device, u32 *one, u32 *two) { \
    ENTER(f, device, 0); *one = (u32)VALUE(f, 0, 0); *two = (u32)VALUE(f, 0, 1); return SUCCESS; }
NUMBERS(NUMBER)
BIG_NUMBERS(BIG_NUMBER)
WITH_ARGUMENT(ARGUMENT)
PAIRS(PAIR)

static int copy(const char *text, char *out, u32 length) {
  if (strlen(text) >= length) return INSUFFICIENT_SIZE;
  strcpy(out, text);
  return SUCCESS;
}

#define TEXT_OF(f) \
  int f(handle device, char *out, u32 length) { \
    ENTER(f, device, 0); return copy(fn[F_##f].text[g], out, length); }
TEXTS(TEXT_OF)

int nvmlDeviceGetCurrentClocksThrottleReasons(handle device, u64 *out) {
  ENTER(nvmlDeviceGetCurrentClocksEventReasons, device, 0);
  *out = (u64)VALUE(nvmlDeviceGetCurrentClocksEventReasons, 0, 0);
  return SUCCESS;
}

int nvmlDeviceGetFanSpeed(handle device, u32 *out) {
  ENTER(nvmlDeviceGetFanSpeed_v2, device, 0);
  *out = (u32)VALUE(nvmlDeviceGetFanSpeed_v2, 0, 0);
  return SUCCESS;
}

/* The library and its GPUs. */

static int begin(void) {
  fn[F_nvmlInit_v2].calls[0]++;
  if (fn[F_nvmlInit_v2].hang[0]) hang(F_nvmlInit_v2, 0);
  int code = fn[F_nvmlInit_v2].ret[0][0];
  if (!code) __atomic_fetch_add(&sessions, 1, __ATOMIC_SEQ_CST);
  return code;
}
int nvmlInit_v2(void) { return begin(); }
int nvmlInit(void) { return begin(); }

int nvmlShutdown(void) {
  int code = enter(F_nvmlShutdown, 0, 0);
  if (!code) __atomic_fetch_sub(&sessions, 1, __ATOMIC_SEQ_CST);
  return code;
}

static int count(u32 *out) {
  int code = enter(F_nvmlDeviceGetCount_v2, 0, 0);
  if (!code) *out = (u32)fn[F_nvmlDeviceGetCount_v2].values[0][0][0];
  return code;
}
int nvmlDeviceGetCount_v2(u32 *out) { return count(out); }
int nvmlDeviceGetCount(u32 *out) { return count(out); }

static int by_index(u32 index, handle *out) {
  if (index >= (u32)fn[F_nvmlDeviceGetCount_v2].values[0][0][0]) return INVALID_ARGUMENT;
  int code = enter(F_nvmlDeviceGetHandleByIndex_v2, (int)index, 0);
  if (!code) *out = &devices[index];
  return code;
}
int nvmlDeviceGetHandleByIndex_v2(u32 index, handle *out) { return by_index(index, out); }
int nvmlDeviceGetHandleByIndex(u32 index, handle *out) { return by_index(index, out); }

int nvmlDeviceGetMigDeviceHandleByIndex(handle device, u32 index, handle *out) {
  ENTER(nvmlDeviceGetMigDeviceHandleByIndex, device, 0);
  if ((i64)index >= VALUE(nvmlDeviceGetMigDeviceHandleByIndex, 0, 0)) return NOT_FOUND;
  *out = &migs[g][index % MIGS];
  return SUCCESS;
}

static int mig_index(handle device) { return (int)(((char *)device - migs[0]) % MIGS); }

int nvmlDeviceGetGpuInstanceId(handle device, u32 *out) {
  ENTER(nvmlDeviceGetGpuInstanceId, device, 0);
  if (!is_mig(device)) return NOT_SUPPORTED;
  *out = (u32)(mig_index(device) + VALUE(nvmlDeviceGetGpuInstanceId, 0, 0));
  return SUCCESS;
}

int nvmlDeviceGetComputeInstanceId(handle device, u32 *out) {
  ENTER(nvmlDeviceGetComputeInstanceId, device, 0);
  if (!is_mig(device)) return NOT_SUPPORTED;
  *out = (u32)VALUE(nvmlDeviceGetComputeInstanceId, 0, 0);
  return SUCCESS;
}

/* Texts. */

int nvmlSystemGetDriverVersion(char *out, u32 length) {
  int code = enter(F_nvmlSystemGetDriverVersion, 0, 0);
  return code ? code : copy(fn[F_nvmlSystemGetDriverVersion].text[0], out, length);
}

int nvmlSystemGetNVMLVersion(char *out, u32 length) {
  int code = enter(F_nvmlSystemGetNVMLVersion, 0, 0);
  return code ? code : copy(fn[F_nvmlSystemGetNVMLVersion].text[0], out, length);
}

int nvmlDeviceGetUUID(handle device, char *out, u32 length) {
  ENTER(nvmlDeviceGetUUID, device, 0);
  if (!is_mig(device)) return copy(fn[F_nvmlDeviceGetUUID].text[g], out, length);
  char text[TEXT];
  snprintf(text, sizeof text, "MIG-%08d-0000-0000-0000-%012d", g, mig_index(device));
  return copy(text, out, length);
}

int nvmlDeviceGetPciInfo_v3(handle device, pci *out) {
  ENTER(nvmlDeviceGetPciInfo_v3, device, 0);
  memset(out, 0, sizeof *out);
  snprintf(out->busId, sizeof out->busId, "%s", fn[F_nvmlDeviceGetPciInfo_v3].text[g]);
  snprintf(out->legacy, sizeof out->legacy, "%s", fn[F_nvmlDeviceGetPciInfo_v3].text[g] + 4);
  return SUCCESS;
}

/* Before _v3 the longer address was not there: other numbers stood in its place, and fewer. */
int nvmlDeviceGetPciInfo_v2(handle device, pci *out) {
  ENTER(nvmlDeviceGetPciInfo_v3, device, 0);
  memset(out, 0x55, offsetof(pci, busId) + 16);
  snprintf(out->legacy, sizeof out->legacy, "%s", fn[F_nvmlDeviceGetPciInfo_v3].text[g] + 4);
  return SUCCESS;
}

/* Structures. */

#define VERSION(type, n) (sizeof(type) | (n) << 24)

int nvmlDeviceGetTemperatureV(handle device, temperature1 *out) {
  ENTER(nvmlDeviceGetTemperatureV, device, 0);
  if (out->version != VERSION(temperature1, 1)) return VERSION_MISMATCH;
  if (out->sensor != 0) return INVALID_ARGUMENT;
  out->degrees = (int)VALUE(nvmlDeviceGetTemperature, 0, 0);
  return SUCCESS;
}

int nvmlDeviceGetMarginTemperature(handle device, margin1 *out) {
  ENTER(nvmlDeviceGetMarginTemperature, device, 0);
  if (out->version != VERSION(margin1, 1)) return VERSION_MISMATCH;
  out->margin = (int)VALUE(nvmlDeviceGetMarginTemperature, 0, 0);
  return SUCCESS;
}

int nvmlDeviceGetFieldValues(handle device, int count, fieldValue *out) {
  ENTER(nvmlDeviceGetFieldValues, device, 0);
  for (int i = 0; i < count; i++) {
    u32 field = out[i].field;
    if (field >= ARGUMENTS) return INVALID_ARGUMENT;
    out[i].timestamp = 1;
    out[i].latency = 1;
    out[i].ret = (u32)fn[F_nvmlDeviceGetFieldValues].ret[g][field];
    out[i].type = (u32)VALUE(nvmlDeviceGetFieldValues, field, 1);
    out[i].value.ll = VALUE(nvmlDeviceGetFieldValues, field, 0);
  }
  return SUCCESS;
}

int nvmlDeviceGetUtilizationRates(handle device, utilization *out) {
  ENTER(nvmlDeviceGetUtilizationRates, device, 0);
  out->gpu = (u32)VALUE(nvmlDeviceGetUtilizationRates, 0, 0);
  out->memory = (u32)VALUE(nvmlDeviceGetUtilizationRates, 0, 1);
  return SUCCESS;
}

int nvmlDeviceGetMemoryInfo(handle device, memory1 *out) {
  ENTER(nvmlDeviceGetMemoryInfo, device, 0);
  out->total = (u64)VALUE(nvmlDeviceGetMemoryInfo_v2, 0, 0);
  out->free = (u64)VALUE(nvmlDeviceGetMemoryInfo_v2, 0, 1);
  out->used = out->total - out->free;
  return SUCCESS;
}

int nvmlDeviceGetMemoryInfo_v2(handle device, memory2 *out) {
  ENTER(nvmlDeviceGetMemoryInfo_v2, device, 0);
  if (out->version != VERSION(memory2, 2)) return VERSION_MISMATCH;
  out->total = (u64)VALUE(nvmlDeviceGetMemoryInfo_v2, 0, 0);
  out->free = (u64)VALUE(nvmlDeviceGetMemoryInfo_v2, 0, 1);
  out->used = (u64)VALUE(nvmlDeviceGetMemoryInfo_v2, 0, 2);
  out->reserved = (u64)VALUE(nvmlDeviceGetMemoryInfo_v2, 0, 3);
  return SUCCESS;
}

int nvmlDeviceGetTotalEccErrors(handle device, u32 error, u32 counter, u64 *out) {
  u32 argument = error | counter << 1;
  ENTER(nvmlDeviceGetTotalEccErrors, device, argument);
  *out = (u64)VALUE(nvmlDeviceGetTotalEccErrors, argument, 0);
  return SUCCESS;
}

int nvmlDeviceGetMemoryErrorCounter(handle device, u32 error, u32 counter, u32 place, u64 *out) {
  u32 argument = error | counter << 1 | place << 4;
  ENTER(nvmlDeviceGetMemoryErrorCounter, device, argument);
  *out = (u64)VALUE(nvmlDeviceGetMemoryErrorCounter, argument, 0);
  return SUCCESS;
}

int nvmlDeviceGetSramEccErrorStatus(handle device, sram *out) {
  ENTER(nvmlDeviceGetSramEccErrorStatus, device, 0);
  if (out->version != VERSION(sram, 1)) return VERSION_MISMATCH;
  out->exceeded = (u32)VALUE(nvmlDeviceGetSramEccErrorStatus, 0, 0);
  for (int i = 0; i < 3; i++) {
    out->now[i] = (u64)VALUE(nvmlDeviceGetSramEccErrorStatus, 0, 1 + i);
    out->aggregate[i] = (u64)VALUE(nvmlDeviceGetSramEccErrorStatus, 0, 4 + i);
  }
  memset(out->buckets, 0x55, sizeof out->buckets);
  return SUCCESS;
}

int nvmlDeviceGetRemappedRows(
    handle device, u32 *corrected, u32 *uncorrected, u32 *pending, u32 *failed) {
  ENTER(nvmlDeviceGetRemappedRows, device, 0);
  *corrected = (u32)VALUE(nvmlDeviceGetRemappedRows, 0, 0);
  *uncorrected = (u32)VALUE(nvmlDeviceGetRemappedRows, 0, 1);
  *pending = (u32)VALUE(nvmlDeviceGetRemappedRows, 0, 2);
  *failed = (u32)VALUE(nvmlDeviceGetRemappedRows, 0, 3);
  return SUCCESS;
}

/* The values: how many, and when the newest (listed last) and second newest (first) was retired. */
static int pages(handle device, u32 cause, u32 *count, u64 *addresses, u64 *times) {
  ENTER(nvmlDeviceGetRetiredPages_v2, device, cause);
  u32 size = *count, n = (u32)VALUE(nvmlDeviceGetRetiredPages_v2, cause, 0);
  *count = n;
  if (n > size) return INSUFFICIENT_SIZE;
  for (u32 i = 0; i < n; i++) {
    addresses[i] = 0x1000 + i;
    i64 newest = VALUE(nvmlDeviceGetRetiredPages_v2, cause, 1);
    i64 second = VALUE(nvmlDeviceGetRetiredPages_v2, cause, 2);
    if (times) times[i] = (u64)(i == n - 1 ? newest : second - i);
  }
  return SUCCESS;
}
int nvmlDeviceGetRetiredPages_v2(handle device, u32 cause, u32 *count, u64 *addresses, u64 *times) {
  return times ? pages(device, cause, count, addresses, times) : INVALID_ARGUMENT;
}
int nvmlDeviceGetRetiredPages(handle device, u32 cause, u32 *count, u64 *addresses) {
  return pages(device, cause, count, addresses, 0);
}

int nvmlDeviceGetNvLinkErrorCounter(handle device, u32 link, u32 counter, u64 *out) {
  u32 argument = link << 4 | counter;
  ENTER(nvmlDeviceGetNvLinkErrorCounter, device, argument);
  *out = (u64)VALUE(nvmlDeviceGetNvLinkErrorCounter, argument, 0);
  return SUCCESS;
}

/* State, status, mask, summary, clique. */
#define FABRIC(place) VALUE(nvmlDeviceGetGpuFabricInfoV, 0, place)
#define FILL(out) \
  memset((out)->cluster, 0x55, 16); \
  (out)->state = (unsigned char)FABRIC(0); \
  (out)->status = (u32)FABRIC(1); \
  (out)->clique = (u32)FABRIC(4)

int nvmlDeviceGetGpuFabricInfo(handle device, fabric1 *out) {
  ENTER(nvmlDeviceGetGpuFabricInfo, device, 0);
  FILL(out);
  return SUCCESS;
}

int nvmlDeviceGetGpuFabricInfoV(handle device, fabric3 *out) {
  ENTER(nvmlDeviceGetGpuFabricInfoV, device, 0);
  u32 version = out->version;
  if (version >> 24 > (u32)FABRIC(MOST)) return VERSION_MISMATCH;
  if (version != VERSION(fabric2, 2) && version != VERSION(fabric3, 3)) return VERSION_MISMATCH;
  FILL(out);
  out->mask = (u32)FABRIC(2);
  if (version >> 24 == 3) out->summary = (unsigned char)FABRIC(3);
  return SUCCESS;
}

int nvmlDeviceValidateInforom(handle device) {
  ENTER(nvmlDeviceValidateInforom, device, 0);
  return SUCCESS;
}
