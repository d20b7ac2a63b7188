package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.check.Threshold;
import io.health4j.time.LostTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerCheckTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Threshold LATENCY = Threshold.above(0.5, 1);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static PeerCheck peer(PeerCheck.Connector connector) {
    return new PeerCheck("127.0.0.1", 9, TIMEOUT, LATENCY, connector);
  }

  @Test
  void check_serverListens_isReachable() throws Exception {
    try (var server = new ServerSocket(0, 1, LOOPBACK)) {
      var generous = Threshold.above(60, 120);
      var check =
          SystemChecks.peer(LOOPBACK.getHostAddress(), server.getLocalPort(), TIMEOUT, generous);

      CheckResult result = check.check(CheckContext.first(Target.of("here")));

      assertThat(result.status()).isEqualTo(Status.HEALTHY);
      String port = Integer.toString(server.getLocalPort());
      assertThat(Calls.values(result, PeerCheck.REACHABLE, "server.port", port))
          .containsExactly(1.0);
      assertThat(Calls.values(result, PeerCheck.LATENCY)).singleElement().matches(s -> s > 0);
    }
  }

  @Test
  void check_closedPort_isCriticalWithoutLatency() throws Exception {
    int port;
    try (var server = new ServerSocket(0, 1, LOOPBACK)) {
      port = server.getLocalPort();
    }
    String host = LOOPBACK.getHostAddress();

    CheckResult result = new Calls(SystemChecks.peer(host, port)).call();

    assertThat(Calls.findings(result))
        .containsExactly("peer-unreachable " + host + ":" + port + " CRITICAL");
    assertThat(Calls.values(result, PeerCheck.REACHABLE)).containsExactly(0.0);
    assertThat(Calls.values(result, PeerCheck.LATENCY)).isEmpty();
    assertThat(result.message()).containsIgnoringCase("refused");
  }

  @Test
  void check_noAnswer_isCriticalAndSaysHowLongItWaited() throws Exception {
    CheckResult result =
        new Calls(
                peer(
                    (address, timeout) -> {
                      throw new SocketTimeoutException("late by " + timeout);
                    }))
            .call();

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message()).startsWith("no answer within 2s; peer-unreachable");
  }

  @Test
  void check_slowPeer_isJudgedInSeconds() throws Exception {
    Queue<Long> ticks = new ArrayDeque<>(List.of(Long.MAX_VALUE, Long.MIN_VALUE + 599_999_999));
    var context = CheckContext.of(Target.of("here"), null, () -> ticks.remove(), new LostTime());

    CheckResult result = peer((address, timeout) -> {}).check(context);

    assertThat(Calls.findings(result)).containsExactly("peer-slow 127.0.0.1:9 WARNING");
    assertThat(Calls.values(result, PeerCheck.LATENCY)).containsExactly(0.6);
  }

  @Test
  void check_noSocketLeftHere_isNotHeldAgainstThePeer() {
    var calls =
        new Calls(
            peer(
                (address, timeout) -> {
                  throw new PeerCheck.UnopenedException(new IOException("Too many open files"));
                }));

    assertThatThrownBy(calls::call)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Too many open files");
  }

  @Test
  void check_interruptedWhileConnecting_isNotHeldAgainstThePeer() {
    var calls =
        new Calls(
            peer(
                (address, timeout) -> {
                  Thread.currentThread().interrupt();
                  throw new IOException("closed");
                }));

    assertThatThrownBy(calls::call).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void check_nameNotKnown_isCritical() throws Exception {
    var check = new PeerCheck("no-such-host.invalid", 80, TIMEOUT, LATENCY, PeerCheck::connect);

    CheckResult result = new Calls(check).call();

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message()).startsWith("its name is not known");
  }

  @Test
  void subject_ofAnIpv6Address_hasBrackets() throws Exception {
    var check =
        new PeerCheck(
            "::1",
            80,
            TIMEOUT,
            LATENCY,
            (address, timeout) -> {
              throw new SocketTimeoutException();
            });

    assertThat(Calls.findings(new Calls(check).call()))
        .containsExactly("peer-unreachable [::1]:80 CRITICAL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "http://a", "user:secret@a", "a/b", "a b"})
  void peer_hostIsNoHost_isRefusedWithoutRepeatingIt(String host) {
    assertThatThrownBy(() -> SystemChecks.peer(host, 80))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("host must be a name or an address")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void peer_portOutOfRange_isRefused(int port) {
    assertThatThrownBy(() -> SystemChecks.peer("a", port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port must be from 1 to 65535, was " + port);
  }

  @Test
  void peer_timeoutOutOfRange_isRefused() {
    assertThatThrownBy(() -> SystemChecks.peer("a", 1, Duration.ofMinutes(2), LATENCY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeout must be from 1ms to 60s, was 2min");
  }
}
