package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkCheckTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private List<Nic> nics = List.of();
  private final Calls calls = new Calls(new NetworkCheck(() -> nics, Threshold.above(0.02, 0.10)));

  private static Nic nic(String name, long bytes, long packets, long errors, long drops) {
    var in = new Nic.Way(bytes, packets, errors);
    return new Nic(name, in, new Nic.Way(2 * bytes, packets, 0), drops, OptionalLong.empty());
  }

  private CheckResult next(Nic... now) throws Exception {
    nics = List.of(now);
    return calls.advance(SECOND).call();
  }

  @Test
  void check_oneInterface_readsCountersByDirection() throws Exception {
    CheckResult result = next(nic("eth0", 100, 10, 3, 4));

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    String direction = "network.io.direction";
    assertThat(Calls.values(result, NetworkCheck.IO, direction, "receive")).containsExactly(100.0);
    assertThat(Calls.values(result, NetworkCheck.IO, direction, "transmit")).containsExactly(200.0);
    assertThat(Calls.values(result, NetworkCheck.ERRORS, direction, "receive"))
        .containsExactly(3.0);
    assertThat(Calls.values(result, NetworkCheck.DROPPED, "network.interface.name", "eth0"))
        .containsExactly(4.0);
    assertThat(Calls.values(result, NetworkCheck.UTILIZATION)).isEmpty();
  }

  @Test
  void errors_sinceBoot_areNoFindingAtTheFirstSample() throws Exception {
    assertThat(next(nic("eth0", 0, 10, 1_000_000, 1_000_000)).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void errors_shareTooHigh_isAFindingOfTheInterface() throws Exception {
    next(nic("eth0", 0, 0, 0, 0), nic("eth1", 0, 0, 0, 0));

    CheckResult result = next(nic("eth0", 0, 500, 0, 0), nic("eth1", 0, 475, 50, 0));

    assertThat(Calls.findings(result)).containsExactly("network-errors eth1 WARNING");
    assertThat(result.findings().get(0).value()).hasValue(0.05);
  }

  @Test
  void errors_counterFell_isAReset() throws Exception {
    next(nic("eth0", 5_000, 5_000, 4_000, 4_000));

    assertThat(next(nic("eth0", 10, 10, 8, 8)).status()).isEqualTo(Status.HEALTHY);
    assertThat(next(nic("eth0", 2_000, 2_010, 8, 8)).status()).isEqualTo(Status.HEALTHY);

    CheckResult later = next(nic("eth0", 4_000, 4_010, 2_008, 8));
    assertThat(Calls.findings(later)).containsExactly("network-errors eth0 CRITICAL");
    assertThat(later.findings().get(0).value()).hasValue(2_000 / 6_000.0);
  }

  @Test
  void errors_onlyOneCounterFell_isAResetToo() throws Exception {
    next(nic("eth0", 100, 1_000, 10, 10));

    assertThat(next(nic("eth0", 100, 9_000, 9_000, 9)).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void errors_fewPackets_waitUntilThereAreEnough() throws Exception {
    next(nic("eth0", 0, 0, 0, 0));
    assertThat(next(nic("eth0", 0, 200, 100, 0)).status()).isEqualTo(Status.HEALTHY);

    assertThat(next(nic("eth0", 0, 450, 100, 0)).status()).isEqualTo(Status.WARNING);
    assertThat(next(nic("eth0", 0, 460, 100, 0)).status())
        .as("no new verdict yet")
        .isEqualTo(Status.WARNING);
    assertThat(next(nic("eth0", 0, 1_000, 100, 0)).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void errors_linkFellIdle_areForgottenAfterTenMinutes() throws Exception {
    next(nic("eth0", 0, 0, 0, 0));
    next(nic("eth0", 0, 500, 500, 0));
    calls.advance(Duration.ofMinutes(9));
    assertThat(next(nic("eth0", 0, 501, 500, 0)).status()).isEqualTo(Status.CRITICAL);
    calls.advance(Duration.ofMinutes(1));

    assertThat(next(nic("eth0", 0, 502, 500, 0)).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void drops_shareTooHigh_isAFinding() throws Exception {
    next(nic("eth0", 0, 0, 0, 0));

    CheckResult result = next(nic("eth0", 0, 1_000, 0, 30));

    assertThat(Calls.findings(result)).containsExactly("network-drops eth0 WARNING");
    assertThat(result.findings().get(0).value()).hasValue(0.03);
  }

  @Test
  void drops_driverCountsThemNotAsReceived_staysARatio() throws Exception {
    next(nic("eth0", 0, 0, 0, 0));
    nics =
        List.of(
            new Nic(
                "eth0", new Nic.Way(0, 10, 0), new Nic.Way(0, 2_000, 0), 50, OptionalLong.empty()));

    assertThat(calls.call().findings().get(0).value()).hasValue(1.0);
  }

  @Test
  void utilization_speedKnown_isTheShareOfIt() throws Exception {
    next(fast(0));

    CheckResult result = next(fast(12_500_000));

    assertThat(Calls.values(result, NetworkCheck.UTILIZATION, "network.io.direction", "receive"))
        .containsExactly(0.1);
    assertThat(Calls.values(result, NetworkCheck.UTILIZATION, "network.io.direction", "transmit"))
        .containsExactly(0.0);
    assertThat(result.status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void utilization_counterFell_hasNoReading() throws Exception {
    next(fast(12_500_000));
    next(fast(25_000_000));

    assertThat(Calls.values(next(fast(1)), NetworkCheck.UTILIZATION)).isEmpty();
  }

  private static Nic fast(long bytesIn) {
    var in = new Nic.Way(bytesIn, 0, 0);
    return new Nic("eth0", in, new Nic.Way(0, 0, 0), 0, OptionalLong.of(1_000_000_000));
  }

  @Test
  void check_neverAnyInterface_isHealthyAndSaysSo() throws Exception {
    CheckResult result = next();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.message()).contains("no network interface");
  }

  @Test
  void check_allInterfacesGone_isCriticalUntilOneIsBack() throws Exception {
    next(nic("eth0", 0, 0, 0, 0));

    assertThat(Calls.findings(next())).containsExactly("network-down CRITICAL");
    assertThat(next(nic("eth0", 0, 0, 0, 0)).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_containersEndsAndTooMany_areLeftOut() throws Exception {
    nics =
        IntStream.range(0, 100)
            .mapToObj(i -> nic((i % 2 == 0 ? "veth" : "tap") + (100 + i), 1, 1, 0, 0))
            .toList();

    CheckResult result = calls.call();

    assertThat(Calls.values(result, NetworkCheck.DROPPED)).hasSize(NetworkCheck.WATCHED);
    assertThat(result.readings())
        .allMatch(reading -> reading.attributes().get("network.interface.name").startsWith("tap"));
  }

  @Test
  void check_sourceFails_isForTheMonitorToTell() {
    var failing =
        new NetworkCheck(
            () -> {
              throw new IOException("gone");
            },
            Threshold.above(0.1, 0.2));

    assertThatThrownBy(() -> new Calls(failing).call()).isInstanceOf(IOException.class);
  }
}
