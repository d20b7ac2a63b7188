package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.health4j.alert.AlertRule.Kind;
import io.health4j.alert.AlertRule.Terms;
import io.health4j.alert.AlertRule.Wait;
import io.health4j.check.Attributes;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a rule says to those who write it down in another language. */
class TermsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private static final Wait AT_ONCE = new Wait(1, 1, Duration.ZERO, 0, "", false);

  private static RuleBuilder level() {
    return AlertRule.reading("r", "test.level");
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        arguments(AlertRule.score("r").below(0.5), Kind.SCORE, "", null),
        arguments(AlertRule.status("r", Status.WARNING), Kind.STATUS, "", Status.WARNING),
        arguments(AlertRule.unknown("r"), Kind.UNKNOWN, "", null),
        arguments(level().above(1), Kind.READING, "test.level", null),
        arguments(AlertRule.rate("r", "test.level").above(1), Kind.RATE, "test.level", null),
        arguments(AlertRule.trend("r", "a.b", HOUR).above(1), Kind.TREND, "a.b", null),
        arguments(AlertRule.missing("r", "a.b"), Kind.MISSING, "a.b", null),
        arguments(AlertRule.silence("r"), Kind.SILENCE, "", null),
        arguments(
            AlertRule.share("r", Status.CRITICAL).above(0.5), Kind.SHARE, "", Status.CRITICAL),
        arguments(
            AlertRule.finding("r", "gpu-*", Status.CRITICAL),
            Kind.FINDING,
            "gpu-*",
            Status.CRITICAL));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void terms_eachKind_saysWhatItLooksAt(RuleBuilder rule, Kind kind, String of, Status worst) {
    Terms terms = rule.build().terms();
    assertThat(terms.kind()).isEqualTo(kind);
    assertThat(terms.of()).isEqualTo(of);
    assertThat(terms.worst()).isEqualTo(worst);
    assertThat(terms.window()).isEqualTo(kind == Kind.TREND ? HOUR : Duration.ZERO);
  }

  @Test
  void kinds_tested_areAll() {
    assertThat(kinds().map(each -> each.get()[1]))
        .containsExactlyInAnyOrder((Object[]) Kind.values());
    assertThat(Arrays.stream(Source.class.getPermittedSubclasses())).hasSize(Kind.values().length);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void terms_eachKind_hasALimitWhereThereIsANumber(RuleBuilder rule, Kind kind) {
    Terms terms = rule.build().terms();
    boolean number =
        switch (kind) {
          case SCORE, READING, RATE, TREND, SHARE -> true;
          case STATUS, UNKNOWN, MISSING, SILENCE, FINDING -> false;
        };
    assertThat(Double.isNaN(terms.limit())).isNotEqualTo(number);
    assertThat(Double.isNaN(terms.clear())).isNotEqualTo(number);
  }

  @Test
  void terms_above_isWorseWhenLarger() {
    Terms terms = level().above(0.9, 0.8).build().terms();
    assertThat(terms.above()).isTrue();
    assertThat(terms.limit()).isEqualTo(0.9);
    assertThat(terms.clear()).isEqualTo(0.8);
  }

  @Test
  void terms_below_isWorseWhenSmaller() {
    Terms terms = level().below(0.1, 0.2).build().terms();
    assertThat(terms.above()).isFalse();
    assertThat(terms.limit()).isEqualTo(0.1);
    assertThat(terms.clear()).isEqualTo(0.2);
  }

  @Test
  void hold_notSaid_isTheFirstSample() {
    Terms terms = level().above(1).build().terms();
    assertThat(terms.hold()).isEqualTo(AT_ONCE);
    assertThat(terms.keep()).isEqualTo(AT_ONCE);
  }

  @Test
  void hold_ofWhatIsMissing_isThreeSamples() {
    assertThat(AlertRule.missing("r", "a").build().terms().hold())
        .isEqualTo(new Wait(3, 3, Duration.ZERO, 0, "", false));
  }

  @Test
  void hold_samples_areSoManyOfTheLast() {
    assertThat(level().above(1).samples(3, 5).build().terms().hold())
        .isEqualTo(new Wait(3, 5, Duration.ZERO, 0, "", false));
  }

  @Test
  void hold_time_isIt() {
    Duration time = Duration.ofSeconds(90).plusNanos(1);
    assertThat(level().above(1).holdFor(time).build().terms().hold())
        .isEqualTo(new Wait(0, 0, time, 0, "", false));
  }

  @Test
  void hold_progress_isOfAMetric() {
    assertThat(level().above(1).holdFor(5, "loop.iterations").build().terms().hold())
        .isEqualTo(new Wait(0, 0, Duration.ZERO, 5, "loop.iterations", false));
  }

  @Test
  void noisy_isBothHoldAndKeep() {
    var noisy = new Wait(0, 0, Duration.ZERO, 0, "", true);
    Terms terms = level().above(1).noisy().build().terms();
    assertThat(terms.hold()).isEqualTo(noisy);
    assertThat(terms.keep()).isEqualTo(noisy);
  }

  @Test
  void keep_timeOrSamples_isIt() {
    assertThat(level().above(1).keepFiring(HOUR).build().terms().keep())
        .isEqualTo(new Wait(0, 0, HOUR, 0, "", false));
    assertThat(level().above(1).keepFiring(4).build().terms().keep())
        .isEqualTo(new Wait(4, 4, Duration.ZERO, 0, "", false));
  }

  @Test
  void terms_words_areAsGiven() {
    Terms terms =
        level()
            .above(1)
            .where("check", "gpu*")
            .where("hw.id", "3")
            .label("team", "infra")
            .message("{target} is at {value}")
            .build()
            .terms();
    assertThat(terms.where()).isEqualTo(Attributes.of("check", "gpu*", "hw.id", "3"));
    assertThat(terms.labels()).isEqualTo(Attributes.of("team", "infra"));
    assertThat(terms.message()).isEqualTo("{target} is at {value}");
  }

  @Test
  void terms_notSaid_areEmpty() {
    Terms terms = level().above(1).build().terms();
    assertThat(terms.where()).isEqualTo(Attributes.none());
    assertThat(terms.labels()).isEqualTo(Attributes.none());
    assertThat(terms.message()).isEmpty();
  }
}
