/* Lists: of processes, and of events. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "nvml-stub.h"

static event queue[64];
static int queued, watched[GPUS];

/* How many at place MOST of argument 0; PID, memory and instances of the nth at argument n. */
static int processes(int f, int g, u32 *count, void *out, int version) {
  int code = enter(f, g, 0);
  if (code) return code;
  u32 size = *count, n = (u32)fn[f].values[g][0][MOST];
  *count = n;
  if (n > size) return INSUFFICIENT_SIZE;
  for (u32 i = 0; i < n; i++) {
    i64 *from = fn[f].values[g][i];
    process1 *one = (process1 *)out + i;
    process2 *two = (process2 *)out + i;
    if (version == 1) *one = (process1){(u32)from[0], (u64)from[1]};
    else *two = (process2){(u32)from[0], (u64)from[1], (u32)from[2], (u32)from[3]};
  }
  return SUCCESS;
}
#define PROCESSES(name, setting, version) \
  int name(handle device, u32 *count, void *out) { \
    return processes(F_##setting, gpu_of(device), count, out, version); }
PROCESSES(nvmlDeviceGetComputeRunningProcesses, nvmlDeviceGetComputeRunningProcesses_v3, 1)
PROCESSES(nvmlDeviceGetComputeRunningProcesses_v2, nvmlDeviceGetComputeRunningProcesses_v3, 2)
PROCESSES(nvmlDeviceGetComputeRunningProcesses_v3, nvmlDeviceGetComputeRunningProcesses_v3, 2)
PROCESSES(nvmlDeviceGetGraphicsRunningProcesses, nvmlDeviceGetGraphicsRunningProcesses_v3, 1)
PROCESSES(nvmlDeviceGetGraphicsRunningProcesses_v2, nvmlDeviceGetGraphicsRunningProcesses_v3, 2)
PROCESSES(nvmlDeviceGetGraphicsRunningProcesses_v3, nvmlDeviceGetGraphicsRunningProcesses_v3, 2)

/* Events: one queue, of which a set hears what any set asked for. */

int nvmlEventSetCreate(handle *out) {
  int code = enter(F_nvmlEventSetCreate, 0, 0);
  if (code) return code;
  __atomic_fetch_add(&sets, 1, __ATOMIC_SEQ_CST);
  *out = malloc(1);
  return SUCCESS;
}

int nvmlEventSetFree(handle set) {
  int code = enter(F_nvmlEventSetFree, 0, 0);
  if (code) return code;
  __atomic_fetch_sub(&sets, 1, __ATOMIC_SEQ_CST);
  free(set);
  return SUCCESS;
}

int nvmlDeviceRegisterEvents(handle device, u64 types, handle set) {
  ENTER(nvmlDeviceRegisterEvents, device, 0);
  if (!set) return INVALID_ARGUMENT;
  pthread_mutex_lock(&lock);
  watched[g] |= (int)types;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
  return SUCCESS;
}

static int take(event *out) {
  for (int i = 0; i < queued; i++) {
    if (!(watched[gpu_of(queue[i].device)] & (int)queue[i].type)) continue;
    *out = queue[i];
    memmove(queue + i, queue + i + 1, (size_t)(--queued - i) * sizeof *queue);
    return 1;
  }
  return 0;
}

static int wait_event(event *out, u32 millis) {
  int code = enter(F_nvmlEventSetWait_v2, 0, 0), taken, late = 0;
  if (code) return code;
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_sec += millis / 1000 + (until.tv_nsec + millis % 1000 * 1000000L) / 1000000000L;
  until.tv_nsec = (until.tv_nsec + millis % 1000 * 1000000L) % 1000000000L;
  pthread_mutex_lock(&lock);
  while (!(taken = take(out)) && !late)
    late = pthread_cond_timedwait(&changed, &lock, &until) == ETIMEDOUT;
  pthread_mutex_unlock(&lock);
  return taken ? SUCCESS : TIMEOUT;
}
int nvmlEventSetWait_v2(handle set, event *out, u32 millis) {
  return set ? wait_event(out, millis) : INVALID_ARGUMENT;
}
/* Without the instances: they were not in the structure then. */
int nvmlEventSetWait(handle set, event *out, u32 millis) {
  event all;
  int code = set ? wait_event(&all, millis) : INVALID_ARGUMENT;
  if (!code) memcpy(out, &all, offsetof(event, gpuInstance));
  return code;
}

int push_event(int g, u64 data, u32 gpuInstance, u32 computeInstance) {
  pthread_mutex_lock(&lock);
  int fits = queued < (int)(sizeof queue / sizeof *queue);
  if (fits) queue[queued++] = (event){&devices[g], 8, data, gpuInstance, computeInstance};
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
  return fits;
}

/* And wakes those that hang, which look whether they still must. */
void forget_events(void) {
  pthread_mutex_lock(&lock);
  queued = 0;
  memset(watched, 0, sizeof watched);
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
}
