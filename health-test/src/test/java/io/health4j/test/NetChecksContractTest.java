package io.health4j.test;

import io.health4j.check.HealthCheck;
import io.health4j.check.NetChecks;
import io.health4j.check.Threshold;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The checks of what is reached over a network, against a server on the loopback. */
class NetChecksContractTest {

  /** Which any value is beyond, so that the check has a finding. */
  private static final Threshold ALWAYS_BEYOND = Threshold.above(-2, -1);

  private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();

  @Nested
  class Tcp extends WithServer {
    @Override
    public HealthCheck check() {
      return NetChecks.tcp(HOST, port());
    }
  }

  @Nested
  class TcpSlow extends WithServer {
    @Override
    public HealthCheck check() {
      return NetChecks.tcp(HOST, port(), Duration.ofSeconds(2), ALWAYS_BEYOND);
    }
  }

  @Nested
  class TcpRefused extends WithServer {
    @Override
    public HealthCheck check() {
      close();
      return NetChecks.tcp(HOST, port());
    }
  }

  @Nested
  class Http extends WithServer {
    @Override
    public HealthCheck check() {
      return NetChecks.http(url());
    }
  }

  @Nested
  class HttpSlow extends WithServer {
    @Override
    public HealthCheck check() {
      return NetChecks.http(url(), http -> http.latency(ALWAYS_BEYOND));
    }
  }

  @Nested
  class HttpOfAnotherStatus extends WithServer {
    @Override
    public HealthCheck check() {
      return NetChecks.http(url(), http -> http.expect(500, 599));
    }
  }

  @Nested
  class HttpRefused extends WithServer {
    @Override
    public HealthCheck check() {
      close();
      return NetChecks.http(url());
    }
  }

  /** A server that answers whoever connects, whether it was asked or not. */
  private abstract static class WithServer implements HealthCheckContract {

    private static final byte[] ANSWER =
        "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private ServerSocket server;
    private Thread thread;

    @BeforeEach
    void listen() throws IOException {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      thread = new Thread(this::serve, "contract-server");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve() {
      while (!server.isClosed()) {
        try (Socket client = server.accept()) {
          client.getOutputStream().write(ANSWER);
          client.shutdownOutput();
          client.getInputStream().readAllBytes();
        } catch (IOException e) {
          // The client went away, or the server was closed: the next look at isClosed tells.
        }
      }
    }

    @AfterEach
    void close() {
      try {
        server.close();
        thread.join(); // until the last accept has ended, the port answers
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    int port() {
      return server.getLocalPort();
    }

    URI url() {
      return URI.create("http://" + HOST + ":" + port() + "/ready");
    }
  }
}
