/* What tests call, and what is set when the library is loaded. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nvml-stub.h"

#define NAME(f) #f,
static const char *names[] = {ALL(NAME)};

int stub_event(int gpu, u64 xid, u32 gpuInstance, u32 computeInstance) {
  return gpu >= 0 && gpu < GPUS && push_event(gpu, xid, gpuInstance, computeInstance);
}

typedef struct { int f, argument, gpu; char part[16]; } place;

static int find(const char *name, place *out) {
  char text[TEXT];
  snprintf(text, sizeof text, "%s", name);
  char *gpu = strchr(text, '@'), *part, *argument;
  if (gpu) *gpu++ = 0;
  if ((part = strchr(text, '.'))) *part++ = 0;
  if ((argument = strchr(text, ':'))) *argument++ = 0;
  out->gpu = gpu ? atoi(gpu) : -1;
  out->argument = argument ? atoi(argument) : 0;
  snprintf(out->part, sizeof out->part, "%s", part ? part : "0");
  if (out->gpu >= GPUS || out->argument < 0 || out->argument >= ARGUMENTS) return 0;
  for (out->f = 0; out->f < FUNCTIONS; out->f++) if (!strcmp(names[out->f], text)) return 1;
  return 0;
}

static i64 *value_of(const place *at, int g) {
  int n = at->part[0] - '0';
  return n >= 0 && n < PLACES && !at->part[1] ? &fn[at->f].values[g][at->argument][n] : 0;
}

static int set_one(const place *at, int g, i64 value) {
  i64 *cell = value_of(at, g);
  if (cell) *cell = value;
  else if (!strcmp(at->part, "return")) fn[at->f].ret[g][at->argument] = (int)value;
  else if (!strcmp(at->part, "calls")) fn[at->f].calls[g] = (u64)value;
  else if (!strcmp(at->part, "hang")) {
    pthread_mutex_lock(&lock);
    fn[at->f].hang[g] = (int)value;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
  } else return 0;
  return 1;
}

/* Changes a setting; 0 when there is none of the name. */
int stub_set(const char *name, i64 value) {
  place at;
  if (!strncmp(name, "xid@", 4)) return stub_event(atoi(name + 4), (u64)value, ~0u, ~0u);
  if (!find(name, &at)) return 0;
  int done = 0;
  for (int g = 0; g < GPUS; g++) if (at.gpu < 0 || at.gpu == g) done = set_one(&at, g, value);
  return done;
}

int stub_text(const char *name, const char *text) {
  place at;
  if (!find(name, &at)) return 0;
  for (int g = 0; g < GPUS; g++)
    if (at.gpu < 0 || at.gpu == g) snprintf(fn[at.f].text[g], TEXT, "%s", text);
  return 1;
}

/* A setting, how often a function was called (".calls"), "sessions" or "sets"; else -1. */
i64 stub_get(const char *name) {
  place at;
  if (!strcmp(name, "sessions")) return sessions;
  if (!strcmp(name, "sets")) return sets;
  if (!find(name, &at)) return -1;
  int g = at.gpu < 0 ? 0 : at.gpu;
  i64 *cell = value_of(&at, g);
  if (cell) return *cell;
  if (!strcmp(at.part, "calls")) return (i64)fn[at.f].calls[g];
  return !strcmp(at.part, "hang") ? fn[at.f].hang[g] : fn[at.f].ret[g][at.argument];
}

static const struct { const char *name; i64 value; } healthy[] = {
  {"nvmlDeviceGetCount_v2", GPUS}, {"nvmlDeviceGetTemperature", 45},
  {"nvmlDeviceGetTemperatureThreshold:0", 95}, {"nvmlDeviceGetTemperatureThreshold:1", 92},
  {"nvmlDeviceGetTemperatureThreshold:2", 95}, {"nvmlDeviceGetTemperatureThreshold:3", 87},
  {"nvmlDeviceGetMarginTemperature", 42}, {"nvmlDeviceGetPowerUsage", 118000},
  {"nvmlDeviceGetEnforcedPowerLimit", 700000}, {"nvmlDeviceGetTotalEnergyConsumption", 5000000000},
  {"nvmlDeviceGetClockInfo:0", 1980}, {"nvmlDeviceGetClockInfo:1", 1980},
  {"nvmlDeviceGetClockInfo:2", 2619}, {"nvmlDeviceGetClockInfo:3", 1545},
  {"nvmlDeviceGetMaxClockInfo:0", 1980}, {"nvmlDeviceGetMaxClockInfo:1", 1980},
  {"nvmlDeviceGetMaxClockInfo:2", 2619}, {"nvmlDeviceGetMaxClockInfo:3", 1545},
  {"nvmlDeviceGetCurrentClocksEventReasons", 1}, {"nvmlDeviceGetUtilizationRates", 37},
  {"nvmlDeviceGetUtilizationRates.1", 12}, {"nvmlDeviceGetEncoderUtilization.1", 167000},
  {"nvmlDeviceGetDecoderUtilization.1", 167000}, {"nvmlDeviceGetMemoryInfo_v2", 85520809984},
  {"nvmlDeviceGetMemoryInfo_v2.1", 83373326336}, {"nvmlDeviceGetMemoryInfo_v2.2", 1610612736},
  {"nvmlDeviceGetMemoryInfo_v2.3", 536870912}, {"nvmlDeviceGetEccMode", 1},
  {"nvmlDeviceGetEccMode.1", 1}, {"nvmlDeviceGetNumFans.return", NOT_SUPPORTED},
  {"nvmlDeviceGetFanSpeed_v2.return", NOT_SUPPORTED}, {"nvmlDeviceGetCurrPcieLinkGeneration", 5},
  {"nvmlDeviceGetMaxPcieLinkGeneration", 5}, {"nvmlDeviceGetCurrPcieLinkWidth", 16},
  {"nvmlDeviceGetMaxPcieLinkWidth", 16}, {"nvmlDeviceGetPcieThroughput:0", 1200},
  {"nvmlDeviceGetPcieThroughput:1", 800}, {"nvmlDeviceGetGpuFabricInfoV", 3},
  {"nvmlDeviceGetGpuFabricInfoV.3", 1}, {"nvmlDeviceGetGpuFabricInfoV.7", 3},
  {"nvmlDeviceGetPersistenceMode", 1}, {"nvmlDeviceGetMaxMigDeviceCount", MIGS},
  {"nvmlDeviceGetSupportedEventTypes", 15}, {"nvmlDeviceGetFieldValues:82", 50},
  {"nvmlDeviceGetFieldValues:197", 1000000}, {"nvmlDeviceGetFieldValues:198", 2000000},
  {"nvmlDeviceGetComputeRunningProcesses_v3.7", 1},
  {"nvmlDeviceGetComputeRunningProcesses_v3:0", 4321},
  {"nvmlDeviceGetComputeRunningProcesses_v3:0.1", 1073741824},
  {"nvmlDeviceGetComputeRunningProcesses_v3:0.2", 0xFFFFFFFF},
  {"nvmlDeviceGetComputeRunningProcesses_v3:0.3", 0xFFFFFFFF},
};

static void number(int g, const char *f, const char *format, int n) {
  char name[TEXT], text[TEXT];
  snprintf(name, sizeof name, "%s@%d", f, g);
  snprintf(text, sizeof text, format, n);
  stub_text(name, text);
}

/* Makes all GPUs healthy again; sessions and sets stay. */
void stub_reset(void) {
  static const int unsigned_long_long = 3, links = 18;
  for (int f = 0; f < FUNCTIONS; f++) for (int g = 0; g < GPUS; g++) {
    for (int a = 0; a < ARGUMENTS; a++) {
      fn[f].ret[g][a] = f == F_nvmlDeviceGetNvLinkState && a >= links ? INVALID_ARGUMENT : SUCCESS;
      i64 *v = fn[f].values[g][a];
      for (int p = 0; p < PLACES; p++) if (v[p]) v[p] = 0;
      if (f == F_nvmlDeviceGetFieldValues) v[1] = unsigned_long_long;
      if (f == F_nvmlDeviceGetNvLinkState && a < links) v[0] = 1;
    }
    fn[f].calls[g] = 0;
    fn[f].hang[g] = 0;
  }
  forget_events();
  for (size_t i = 0; i < sizeof healthy / sizeof *healthy; i++)
    stub_set(healthy[i].name, healthy[i].value);
  stub_text("nvmlSystemGetDriverVersion", "580.00.00");
  stub_text("nvmlSystemGetNVMLVersion", "13.580.00.00");
  stub_text("nvmlDeviceGetName", "NVIDIA H100 80GB HBM3");
  for (int g = 0; g < GPUS; g++) {
    number(g, "nvmlDeviceGetUUID", "GPU-%08d-0000-0000-0000-000000000000", g);
    number(g, "nvmlDeviceGetSerial", "16500000000%02d", g);
    number(g, "nvmlDeviceGetPciInfo_v3", "00000000:%02X:00.0", 16 * g + 27);
    fn[F_nvmlDeviceGetMinorNumber].values[g][0][0] = g;
  }
}

static void read_settings(const char *file) {
  char line[2 * TEXT], *value, *end;
  FILE *in = fopen(file, "r");
  if (!in) return;
  while (fgets(line, sizeof line, in)) {
    line[strcspn(line, "\r\n")] = 0;
    if (line[0] == '#' || !(value = strchr(line, '='))) continue;
    *value++ = 0;
    i64 n = strtoll(value, &end, 0);
    if (!(*end ? stub_text(line, value) : stub_set(line, n)))
      fprintf(stderr, "NVML_STUB: %s?\n", line);
  }
  fclose(in);
}

__attribute__((constructor)) static void loaded(void) {
  stub_reset();
  if (getenv("NVML_STUB")) read_settings(getenv("NVML_STUB"));
}
