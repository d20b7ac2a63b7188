package io.health4j.oshi;

import io.health4j.check.HealthCheck;
import io.health4j.check.Threshold;
import io.health4j.test.HealthCheckContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

  @Nested
  class Peer implements HealthCheckContract {

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
      server.close();
    }

    @Override
    public HealthCheck check() {
      return SystemChecks.peer(server.getInetAddress().getHostAddress(), server.getLocalPort());
    }
  }

  @Nested
  class PeerSlow extends Peer {
    @Override
    public HealthCheck check() {
      String host = super.server.getInetAddress().getHostAddress();
      return SystemChecks.peer(
          host, super.server.getLocalPort(), Duration.ofSeconds(2), ALWAYS_BEYOND);
    }
  }

  @Nested
  class PeerGone extends Peer {
    @Override
    public HealthCheck check() {
      HealthCheck check = super.check();
      try {
        super.server.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return check;
    }
  }
}
