package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.Attributes;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class RuleBuilderTest {

  private static RuleBuilder rule() {
    return AlertRule.reading("r", "m");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      UnaryOperator<RuleBuilder> setting) {
    return assertThatThrownBy(() -> setting.apply(rule()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void build_defaults() {
    AlertRule rule = rule().above(100).build();
    assertThat(rule.name()).isEqualTo("r");
    assertThat(rule.severity()).isEqualTo(Severity.WARNING);
    assertThat(rule.hold()).isEqualTo(Hold.NONE);
    assertThat(rule.keep()).isEqualTo(Hold.NONE);
    assertThat(rule.isDamped()).isTrue();
    assertThat(rule.limit()).isEqualTo(new Limit(1, 100, 95));
    assertThat(rule).hasToString("r: m above 100.0");
  }

  @Test
  void build_settings_areKept() {
    AlertRule rule =
        rule()
            .below(-10, -8)
            .samples(3, 5)
            .keepFiring(7)
            .undamped()
            .severity(Severity.CRITICAL)
            .label("team", "x")
            .where("device", "sda")
            .message("text")
            .build();
    assertThat(rule.limit()).isEqualTo(new Limit(-1, -10, -8));
    assertThat(rule.hold()).isEqualTo(new Hold.Samples(3, 5));
    assertThat(rule.keep()).isEqualTo(new Hold.Samples(7, 7));
    assertThat(rule.isDamped()).isFalse();
    assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(rule.labels()).isEqualTo(Attributes.of("team", "x"));
    assertThat(rule.where()).isEqualTo(Attributes.of("device", "sda"));
    assertThat(rule.message()).isEqualTo("text");
    assertThat(rule).hasToString("r: m below -10.0");
  }

  @Test
  void below_negative_clearsFurtherUp() {
    assertThat(rule().below(-100).build().limit().clear()).isEqualTo(-95);
    assertThat(rule().above(-100).build().limit().clear()).isEqualTo(-105);
  }

  @Test
  void above_noMargin_isRefused() {
    refused(rule -> rule.above(0)).hasMessage("rule 'r' at 0 needs its own clear value");
    assertThat(rule().above(0, 0).build().limit().clear()).isZero();
  }

  @Test
  void limits_outOfOrderOrNotFinite_areRefused() {
    refused(rule -> rule.above(1, 2))
        .hasMessage("clear of rule 'r' must not be above its limit, was limit 1.0, clear 2.0");
    refused(rule -> rule.below(2, 1))
        .hasMessage("clear of rule 'r' must not be below its limit, was limit 2.0, clear 1.0");
    refused(rule -> rule.above(Double.NaN)).hasMessageContaining("must be finite, was NaN");
    refused(rule -> rule.above(1, Double.NEGATIVE_INFINITY)).hasMessageContaining("finite");
  }

  @Test
  void build_numberWithoutLimit_isRefused() {
    refused(
            rule -> {
              rule.build();
              return rule;
            })
        .hasMessage("rule 'r' must have a limit, had none");
  }

  @Test
  void limit_ofWhatHasNoNumber_isRefused() {
    assertThatThrownBy(() -> AlertRule.silence("r").above(1))
        .hasMessage("rule 'r' has no number to hold against a limit");
    assertThatThrownBy(() -> AlertRule.status("r", Status.UNKNOWN))
        .hasMessage("status must be WARNING or CRITICAL, was UNKNOWN");
    assertThatThrownBy(() -> AlertRule.share("r", Status.HEALTHY))
        .hasMessage("status must be WARNING or CRITICAL, was HEALTHY");
  }

  @Test
  void holds_outOfRange_areRefused() {
    refused(rule -> rule.samples(0, 3))
        .hasMessage("samples must be from 1 of 1 to 64 of 64, were 0 of 3");
    refused(rule -> rule.samples(4, 3)).hasMessageContaining("were 4 of 3");
    refused(rule -> rule.samples(1, 65)).hasMessageContaining("were 1 of 65");
    refused(rule -> rule.holdFor(Duration.ZERO))
        .hasMessage("hold must be from 1ms to 24h, was 0ns");
    refused(rule -> rule.holdFor(0, "n")).hasMessage("hold must be above 0 n, was 0.0");
    refused(rule -> rule.keepFiring(0)).hasMessage("keep must be from 1 to 1000 samples, was 0");
    refused(rule -> rule.keepFiring(1_001)).hasMessageContaining("was 1001");
    refused(rule -> rule.keepFiring(Duration.ofDays(2)))
        .hasMessage("keep must be from 1ms to 24h, was 48h");
    assertThatThrownBy(() -> AlertRule.trend("r", "m", Duration.ofSeconds(9)))
        .hasMessage("window must be from 10s to 24h, was 9s");
    assertThatThrownBy(() -> AlertRule.score(" "))
        .hasMessage("a rule's name must not be blank, was ' '");
  }

  @Test
  void progress_ofRulesThatLookAtNoSample_isRefused() {
    assertThatThrownBy(() -> AlertRule.silence("r").holdFor(5, "n").build())
        .hasMessage(
            "rule 'r' must not wait for progress of n: it looks at no samples of one target");
  }

  @Test
  void settings_twice_areRefused() {
    assertThatThrownBy(() -> rule().above(1).below(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("limit of rule 'r' is given twice");
    assertThatThrownBy(() -> rule().samples(1, 1).holdFor(Duration.ofSeconds(1)))
        .hasMessage("hold of rule 'r' is given twice");
    assertThatThrownBy(() -> rule().keepFiring(1).noisy())
        .hasMessage("keep of rule 'r' is given twice");
    assertThatThrownBy(() -> rule().label("a", "x").label("a", "y"))
        .hasMessage("label 'a' of rule 'r' is given twice");
    assertThatThrownBy(() -> rule().where("a", "x").where("a", "y"))
        .hasMessage("where 'a' of rule 'r' is given twice");
    assertThatThrownBy(() -> rule().message("a").message("b")).hasMessageContaining("message");
    assertThatThrownBy(() -> rule().undamped().undamped()).hasMessageContaining("undamped");
    assertThatThrownBy(() -> rule().severity(Severity.INFO).severity(Severity.INFO))
        .hasMessageContaining("severity");
  }

  @Test
  void toString_eachSource_tellsWhatItLooksAt() {
    assertThat(AlertRule.rate("r", "m").above(2).build()).hasToString("r: rate of m above 2.0");
    assertThat(AlertRule.missing("r", "m").build()).hasToString("r: m missing");
    assertThat(AlertRule.silence("r").build()).hasToString("r: no samples");
    assertThat(AlertRule.unknown("r").build()).hasToString("r: state UNKNOWN");
    assertThat(AlertRule.status("r", Status.CRITICAL).build())
        .hasToString("r: state CRITICAL or worse");
  }
}
