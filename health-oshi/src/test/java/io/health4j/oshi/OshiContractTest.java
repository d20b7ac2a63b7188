package io.health4j.oshi;

import io.health4j.check.HealthCheck;
import io.health4j.check.Threshold;
import io.health4j.test.HealthCheckContract;
import org.junit.jupiter.api.Nested;

/**
 * Every check of {@link SystemChecks} holds to the contract, on the machine that runs the tests.
 */
class OshiContractTest {

  /** Which any value is beyond, so that the check has a finding wherever it reads something. */
  private static final Threshold ALWAYS_BEYOND = Threshold.above(-2, -1);

  @Nested
  class Cpu implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.cpu();
    }
  }

  @Nested
  class Memory implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.memory();
    }
  }

  @Nested
  class MemoryShort implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.memory(ALWAYS_BEYOND);
    }
  }

  @Nested
  class Swap implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.swap(ALWAYS_BEYOND);
    }
  }

  @Nested
  class Load implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.load();
    }
  }

  @Nested
  class LoadHigh implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.load(ALWAYS_BEYOND);
    }
  }

  @Nested
  class FileSystems implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.fileSystems();
    }
  }

  @Nested
  class FileSystemsFull implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.fileSystems(ALWAYS_BEYOND);
    }
  }

  @Nested
  class Network implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.network();
    }
  }

  @Nested
  class OwnProcess implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.process();
    }
  }

  @Nested
  class OwnProcessWithManyFiles implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.process(ALWAYS_BEYOND);
    }
  }

  @Nested
  class Processes implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.processes("java", 1);
    }
  }

  @Nested
  class ProcessesMissing implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.processes("no-such-program-anywhere", 10_000);
    }
  }

  @Nested
  class Sensors implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return SystemChecks.sensors(ALWAYS_BEYOND);
    }
  }
}
