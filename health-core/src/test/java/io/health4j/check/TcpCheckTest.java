package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.time.FakeTicker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpCheckTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String HOST = LOOPBACK.getHostAddress();

  private static CheckRunner tcp(TcpCheck.Connector connector) {
    return new CheckRunner(new TcpCheck("127.0.0.1", 9, TIMEOUT, TcpCheck.DEFAULT, connector));
  }

  private static CheckResult failing(IOException thrown) throws Exception {
    return tcp((address, timeout) -> {
          throw thrown;
        })
        .run();
  }

  private static String remedy(CheckResult result) {
    return result.findings().get(0).remedy();
  }

  @Test
  void check_serverListens_isReachable() throws Exception {
    try (var server = new ServerSocket(0, 1, LOOPBACK)) {
      String port = Integer.toString(server.getLocalPort());
      var check =
          NetChecks.tcp(
              HOST, server.getLocalPort(), Duration.ofSeconds(30), Threshold.above(60, 120));

      CheckResult result = check.check(CheckContext.first(Target.of("here")));

      assertThat(result.status()).isEqualTo(Status.HEALTHY);
      String[] peer = {"server.address", HOST, "server.port", port};
      assertThat(CheckRunner.reading(result, "health.tcp.reachable", peer).value()).isEqualTo(1);
      assertThat(CheckRunner.reading(result, "health.tcp.latency", peer).value()).isPositive();
    }
  }

  @Test
  void check_closedPort_isRefusedWithoutLatency() throws Exception {
    int port;
    CheckResult result;
    try (var bound = new Socket()) { // who listens to nobody, so that nobody else can there
      bound.bind(new InetSocketAddress(LOOPBACK, 0));
      port = bound.getLocalPort();
      result = new CheckRunner(NetChecks.tcp(HOST, port)).run();
    }

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message())
        .containsIgnoringCase("refused")
        .endsWith("; tcp-unreachable " + HOST + ":" + port);
    assertThat(CheckRunner.readings(result, "health.tcp.reachable").get(0).value()).isZero();
    assertThat(CheckRunner.readings(result, "health.tcp.latency")).isEmpty();
    assertThat(remedy(result)).startsWith("Start");
  }

  @Test
  void check_noAnswer_isCriticalAndSaysHowLongItWaited() throws Exception {
    CheckResult result = failing(new SocketTimeoutException("late"));

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message()).isEqualTo("no answer within 2s; tcp-unreachable 127.0.0.1:9");
    assertThat(remedy(result)).contains("firewall");
  }

  @Test
  void check_noWay_isCriticalWithTheReason() throws Exception {
    CheckResult result = failing(new NoRouteToHostException("No route to host"));

    assertThat(result.message()).startsWith("No route to host; ");
    assertThat(failing(new IOException()).message()).startsWith("IOException; ");
  }

  @Test
  void check_nameNotKnown_isCriticalAndSaysSo() throws Exception {
    CheckResult result = new CheckRunner(NetChecks.tcp("no-such-host.invalid", 80)).run();

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message()).startsWith("its name is not known; ");
    assertThat(remedy(result)).contains("name service");
  }

  @Test
  void check_slowPeer_isJudgedInSecondsWithHysteresis() throws Exception {
    var ticker = new FakeTicker();
    var takes = new long[] {600, 450, 390};
    var looks = new int[1];
    var check =
        new TcpCheck(
            "127.0.0.1",
            9,
            TIMEOUT,
            TcpCheck.DEFAULT,
            (address, timeout) -> ticker.advance(Duration.ofMillis(takes[looks[0]++])));
    var runner = new CheckRunner(check, ticker);

    CheckResult slow = runner.run();

    assertThat(slow.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.condition()).isEqualTo("tcp-slow");
              assertThat(finding.subject()).isEqualTo("127.0.0.1:9");
              assertThat(finding.status()).isEqualTo(Status.WARNING);
              assertThat(finding.value()).hasValue(0.6);
              assertThat(finding.limit()).hasValue(0.5);
              assertThat(finding.limitSource()).isEqualTo("default");
            });
    assertThat(runner.run().status()).as("not left yet").isEqualTo(Status.WARNING);
    assertThat(runner.run().status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_noSocketLeftHere_isNotHeldAgainstThePeer() {
    var few = new TcpCheck.UnopenedException(new IOException("Too many open files"));

    assertThatThrownBy(() -> failing(few))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Too many open files");
  }

  @Test
  void check_interruptedWhileConnecting_isNotHeldAgainstThePeer() {
    CheckRunner runner =
        tcp(
            (address, timeout) -> {
              Thread.currentThread().interrupt();
              throw new IOException("closed");
            });

    assertThatThrownBy(runner::run).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void subject_ofAnIpv6Address_hasBrackets() throws Exception {
    var check =
        new TcpCheck(
            "::1",
            80,
            TIMEOUT,
            TcpCheck.DEFAULT,
            (address, timeout) -> {
              throw new SocketTimeoutException();
            });

    assertThat(new CheckRunner(check).run().findings().get(0).subject()).isEqualTo("[::1]:80");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "http://a", "user:secret@a", "a/b", "a b", "a\n"})
  void tcp_hostIsNoHost_isRefusedWithoutRepeatingIt(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetChecks.tcp(host, 80))
        .withMessage("host must be a name or an address, without scheme, user and path");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void tcp_portOutOfRange_isRefused(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetChecks.tcp("a", port))
        .withMessage("port must be from 1 to 65535, was " + port);
  }

  @Test
  void tcp_timeoutOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetChecks.tcp("a", 1, Duration.ofMinutes(2), TcpCheck.DEFAULT))
        .withMessage("timeout must be from 1ms to 60s, was 2min");
  }
}
