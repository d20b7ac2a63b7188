package io.health4j.test.gpu;

import io.health4j.check.HealthCheck;
import io.health4j.nvml.GpuChecks;
import io.health4j.nvml.Nvml;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.test.HealthCheckContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The check of all GPUs, on each machine and in each state that it can be brought into. */
class GpuChecksContractTest {

  @Nested
  class DgxH100 extends OnMachine {
    @Override
    CannedMachine machine() {
      return CannedMachines.dgxH100();
    }
  }

  @Nested
  class A100Mig extends OnMachine {
    @Override
    CannedMachine machine() {
      return CannedMachines.a100Mig();
    }
  }

  @Nested
  class L40 extends OnMachine {
    @Override
    CannedMachine machine() {
      return CannedMachines.l40();
    }
  }

  @Nested
  class T4 extends OnMachine {
    @Override
    CannedMachine machine() {
      return CannedMachines.t4();
    }
  }

  @Nested
  class LostGpu extends OnMachine {
    @Override
    CannedMachine machine() {
      return CannedMachines.lostGpu();
    }
  }

  @Nested
  class InEveryTrouble extends OnMachine {
    @Override
    CannedMachine machine() {
      CannedMachine machine = CannedMachines.dgxH100();
      Trouble.ECC.apply(machine, 0);
      Trouble.THERMAL.apply(machine, 1);
      Trouble.NVLINK.apply(machine, 2);
      Trouble.LOST.apply(machine, 3);
      Trouble.XID_79.apply(machine, 4);
      machine.gpu(5).fail(NvmlQuery.INFOROM, 0, NvmlReturn.CORRUPTED_INFOROM);
      machine.gpu(6).failAll(NvmlReturn.RESET_REQUIRED);
      return machine;
    }
  }

  @Nested
  class WithoutGpu extends OnMachine {
    @Override
    CannedMachine machine() {
      return CannedMachine.of();
    }
  }

  @Nested
  class WithoutDriver extends OnMachine {
    @Override
    CannedMachine machine() {
      CannedMachine machine = CannedMachines.dgxH100();
      machine.driver(NvmlReturn.DRIVER_NOT_LOADED);
      return machine;
    }
  }

  @Nested
  class UnderDcgmNames extends OnMachine {
    @Override
    CannedMachine machine() {
      return CannedMachines.dgxH100();
    }

    @Override
    GpuChecks.Builder settings() {
      return GpuChecks.builder().dcgmNames();
    }
  }

  private abstract static class OnMachine implements HealthCheckContract {

    private final List<HealthCheck> made = new ArrayList<>();

    abstract CannedMachine machine();

    GpuChecks.Builder settings() {
      return GpuChecks.builder();
    }

    @Override
    public HealthCheck check() {
      HealthCheck check = settings().session(Nvml.on(machine())).build();
      made.add(check);
      return check;
    }

    @AfterEach
    void close() {
      made.forEach(GpuRig::close);
    }
  }
}
