package io.health4j.test.gpu;

import java.util.stream.IntStream;

/**
 * Machines as they are met in the field, each of them well, and at work. A new one with each call.
 *
 * <p>What a model supports and its figures (memory, clocks, limits of power and temperature, links)
 * are those that {@code nvidia-smi -q} shows on such boards, for the L40 in part on its sibling,
 * the L40S; where a driver no longer tells a limit, it is derived from the margins that it does
 * tell. The T4's driver is of the oldest branch that is supported, R470, and knows nothing that
 * came later. What changes with the work (temperature, power, utilization, memory in use) is made
 * up.
 */
public final class CannedMachines {

  private CannedMachines() {}

  /**
   * A DGX H100: 8 H100 of 80 GB on NVSwitch, 18 links each, PCIe generation 5.
   *
   * @return the machine
   */
  public static CannedMachine dgxH100() {
    return CannedMachine.of(IntStream.range(0, 8).mapToObj(Boards::h100).toArray(CannedGpu[]::new));
  }

  /**
   * A server with 2 A100 of 80 GB, each cut by MIG into three: 3g.40gb, 2g.20gb and 1g.10gb. Under
   * MIG the links read down.
   *
   * @return the machine
   */
  public static CannedMachine a100Mig() {
    return CannedMachine.of(Boards.a100Mig(0), Boards.a100Mig(1));
  }

  /**
   * A server with 2 L40: no NVLink, no MIG, no sensor in the memory.
   *
   * @return the machine
   */
  public static CannedMachine l40() {
    return CannedMachine.of(Boards.l40(0), Boards.l40(1));
  }

  /**
   * An old server with a T4, idle: no margin of temperature, pages that are retired instead of rows
   * that are remapped, no recovery action, and a PCIe link that has fallen to generation 1.
   *
   * @return the machine
   */
  public static CannedMachine t4() {
    CannedMachine machine = CannedMachine.of(Boards.t4());
    machine.versions("470.256.02", "11.470.256.02");
    return machine;
  }

  /**
   * A {@link #dgxH100} whose GPU 5 has fallen off the bus. {@link CannedGpu#reset} brings it back.
   *
   * @return the machine
   */
  public static CannedMachine lostGpu() {
    CannedMachine machine = dgxH100();
    machine.gpu(5).lose();
    return machine;
  }
}
