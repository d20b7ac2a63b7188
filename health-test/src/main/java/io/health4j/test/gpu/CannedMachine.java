package io.health4j.test.gpu;

import io.health4j.nvml.api.NvmlQuery;
import java.util.concurrent.atomic.LongAdder;

/**
 * A machine with GPUs that exists in memory only, as its driver would show it. It can be brought
 * into trouble, and out of it, while a monitor looks at it.
 *
 * <pre>{@code
 * CannedMachine machine = CannedMachines.dgxH100();
 * HealthCheck check = GpuChecks.builder().session(Nvml.on(machine)).build();
 * …
 * machine.gpu(3).margin(0);
 * }</pre>
 *
 * <p>It is as strict as a driver: who did not begin gets no answer, events are for those who
 * registered, and a call that hangs is ended by no interrupt. Thread-safe.
 */
public final class CannedMachine extends CannedDriver {

  private CannedMachine() {}

  /**
   * A machine with a driver that works.
   *
   * @param gpus its GPUs; may be none
   * @return the machine
   */
  public static CannedMachine of(CannedGpu... gpus) {
    var machine = new CannedMachine();
    for (CannedGpu gpu : gpus) {
      machine.add(gpu);
    }
    return machine;
  }

  /**
   * How many GPUs it has.
   *
   * @return those included that cannot be opened
   */
  public int size() {
    return gpus.size();
  }

  /**
   * One of its GPUs.
   *
   * @param index from 0
   * @return the GPU, to be changed
   * @throws IndexOutOfBoundsException when there is none at the index
   */
  public CannedGpu gpu(int index) {
    return gpus.get(index);
  }

  /**
   * A GPU comes, behind the others.
   *
   * @param gpu the GPU
   */
  public void add(CannedGpu gpu) {
    known.addIfAbsent(gpu);
    gpus.add(gpu);
  }

  /**
   * A GPU goes: it is no longer counted, and those behind it move up.
   *
   * @param index from 0
   * @return the GPU, to be added again
   */
  public CannedGpu remove(int index) {
    return gpus.remove(index);
  }

  /**
   * Sets what the driver answers to every call.
   *
   * @param code a return code such as {@link io.health4j.nvml.api.NvmlReturn#DRIVER_NOT_LOADED};
   *     SUCCESS for a driver that works, and that has forgotten who began before it was away
   */
  public void driver(int code) {
    restart(code);
  }

  /**
   * Sets the versions that it tells.
   *
   * @param driver such as {@code 580.105.08}
   * @param nvml such as {@code 13.580.105.08}
   */
  public void versions(String driver, String nvml) {
    driverVersion = driver;
    nvmlVersion = nvml;
  }

  /**
   * Reports an XID to those who registered for the GPU's events.
   *
   * @param index the GPU's
   * @param xid its number
   */
  public void xid(int index, int xid) {
    events.raise(gpu(index), xid, -1);
  }

  /**
   * Reports an XID of a GPU instance under MIG.
   *
   * @param index the GPU's
   * @param xid its number
   * @param gpuInstance the instance's number
   */
  public void xid(int index, int xid, int gpuInstance) {
    events.raise(gpu(index), xid, gpuInstance);
  }

  /**
   * Waits until somebody waits for events of a GPU, and has taken those that were reported.
   *
   * @param index the GPU's
   * @throws InterruptedException when the waiting thread is interrupted
   * @throws IllegalStateException when nobody did for a minute
   */
  public void awaitListener(int index) throws InterruptedException {
    events.awaitListener(gpu(index));
  }

  /**
   * Lets every call to a GPU hang, until {@link #release}.
   *
   * @param index the GPU's
   */
  public void hang(int index) {
    hangs.hang(gpu(index));
  }

  /**
   * Lets every reading of a kind hang, of whatever GPU, until {@link #release}.
   *
   * @param query the kind
   */
  public void hang(NvmlQuery query) {
    hangs.hang(query);
  }

  /**
   * Lets a function hang, until {@link #release}.
   *
   * @param call the function
   */
  public void hang(DriverCall call) {
    hangs.hang(call);
  }

  /** Lets all calls that hang return, and no other hang. */
  public void release() {
    hangs.release();
  }

  /**
   * Waits until calls hang.
   *
   * @param number how many, at least
   * @throws InterruptedException when the waiting thread is interrupted
   * @throws IllegalStateException when so many did not hang within a minute
   */
  public void awaitHung(int number) throws InterruptedException {
    hangs.awaitHanging(number);
  }

  /**
   * How often a function was called.
   *
   * @param call the function
   * @return the number of times, those included that failed or hang
   */
  public long calls(DriverCall call) {
    LongAdder count = calls.get(call);
    return count == null ? 0 : count.sum();
  }
}
