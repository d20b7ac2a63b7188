package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.time.FakeTicker;
import io.health4j.time.LostTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckContextTest {

  private final FakeTicker ticker = new FakeTicker();
  private final LostTime lost = new LostTime();

  private CheckContext after(CheckResult previous) {
    return CheckContext.of(Target.of("host"), previous, ticker, lost);
  }

  @Test
  void first_byHand_knowsNothingBefore() {
    var context = CheckContext.first(Target.of("host"));

    assertThat(context.target().id()).isEqualTo("host");
    assertThat(context.previous()).isNull();
    assertThat(context.previousStatus("any", "")).isEqualTo(Status.HEALTHY);
    assertThat(context.age(context.ticker().read())).isNotNegative();
  }

  @Test
  void previousStatus_sameConditionAndSubject_isThatFindings() {
    var context =
        after(
            CheckResult.builder()
                .finding(Finding.of("disk-full", "/a", Status.WARNING))
                .finding(Finding.of("disk-full", "/b", Status.CRITICAL))
                .finding(Finding.of("disk-slow", "/a", Status.UNKNOWN))
                .build());

    assertThat(context.previousStatus("disk-full", "/a")).isEqualTo(Status.WARNING);
    assertThat(context.previousStatus("disk-full", "/b")).isEqualTo(Status.CRITICAL);
    assertThat(context.previousStatus("disk-slow", "/a")).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void previousStatus_otherConditionOrSubject_isHealthy() {
    var context =
        after(CheckResult.builder().finding(Finding.of("disk-full", "/a", Status.WARNING)).build());

    assertThat(context.previousStatus("disk-full", "/c")).isEqualTo(Status.HEALTHY);
    assertThat(context.previousStatus("heap-high", "/a")).isEqualTo(Status.HEALTHY);
  }

  @Test
  void age_noPause_isTheTimeSince() {
    long moment = ticker.read();

    ticker.advance(Duration.ofSeconds(40));

    assertThat(after(CheckResult.healthy()).age(moment))
        .isEqualTo(Duration.ofSeconds(40).toNanos());
  }

  @Test
  void age_pauseWithin_isTakenOff() {
    long moment = ticker.read();
    ticker.advance(Duration.ofSeconds(5));
    long due = ticker.read();
    ticker.advance(Duration.ofSeconds(30));
    lost.observe(due, ticker.read());
    ticker.advance(Duration.ofSeconds(2));

    assertThat(after(CheckResult.healthy()).age(moment)).isEqualTo(Duration.ofSeconds(7).toNanos());
  }

  @Test
  void age_momentAhead_isZero() {
    assertThat(after(CheckResult.healthy()).age(ticker.read() + 1)).isZero();
  }
}
