package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

  private static String message(RuleBuilder rule, Metric metric, double value) {
    var rig = new Rig(rule.build());
    rig.sample(Rig.known(Reading.of(metric, value, Attributes.of("device", "sda"))));
    return rig.alert().message();
  }

  private static RuleBuilder rule(Metric metric) {
    return AlertRule.reading("r", metric.name());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "3, 3",
    "9999, 9999",
    "12000, 12k",
    "123456, 123k",
    "12884901888, 12.9G",
    "-12884901888, -12.9G",
    "1e30, 1E+30",
    "3.456e17, 346P",
    "0.91234, 0.912",
    "12.3456, 12.3",
    "1234.5, 1230",
    "0.00123456, 0.00123",
    "0.0000277777, 0.0000278",
    "0.00000002777, 2.78E-8",
  })
  void number_anySize_hasThreeDigits(double value, String text) {
    assertThat(Wording.number(value)).isEqualTo(text);
  }

  @Test
  void message_default_tellsConditionAndValues() {
    assertThat(message(rule(Rig.METRIC).above(0.8), Rig.METRIC, 0.91234))
        .isEqualTo("test.load of a {device=sda} is 0.912, and should not be above 0.8");
    assertThat(message(rule(Rig.METRIC).below(0.8), Rig.METRIC, 0.5))
        .isEqualTo("test.load of a {device=sda} is 0.5, and should not be below 0.8");
  }

  @Test
  void message_ratio_isAPercentage() {
    assertThat(message(rule(Rig.SHARE).above(0.805), Rig.SHARE, 0.91))
        .isEqualTo("test.utilization of a {device=sda} is 91%, and should not be above 80.5%");
    Metric bytes = Metric.gauge("test.byte.ratio", "By", "no ratio");
    assertThat(message(rule(bytes).above(1), bytes, 2)).contains("is 2,");
  }

  @Test
  void message_template_isFilledIn() {
    var rule =
        rule(Rig.SHARE)
            .above(0.8)
            .label("team", "x$1")
            .message("{target}/{check}/{device}: {value} > {limit} {team} {rule} {nothing} {} {");
    assertThat(message(rule, Rig.SHARE, 0.9)).isEqualTo("a/c/sda: 90% > 80% x$1 r - {} {");
  }

  @Test
  void message_noData_saysThatTheValueIsOld() {
    var rig = new Rig(Rig.load(rule -> rule.message("load {value}")));
    rig.load(0.9);
    rig.sample();
    assertThat(rig.alert().message()).isEqualTo("load 0.9 (the last that is known)");
  }

  @Test
  void story_ofALife_tellsEachStep() {
    var rig = new Rig(Rig.load(rule -> rule.samples(2, 2)));
    for (double value : new double[] {0.9, 0.9, 0.5, 0.9}) {
      rig.load(value);
    }
    rig.sample();
    rig.load(0.5);
    rig.sample();
    rig.load(0.9);
    assertThat(rig.alert().story())
        .containsExactly(
            "2026-01-01T00:00:05Z seen: 0.9",
            "2026-01-01T00:00:10Z fired: 0.9",
            "2026-01-01T00:00:15Z good: 0.5",
            "2026-01-01T00:00:20Z bad again: 0.9",
            "2026-01-01T00:00:25Z no data",
            "2026-01-01T00:00:30Z known again, and good: 0.5",
            "2026-01-01T00:00:35Z no data",
            "2026-01-01T00:00:40Z known again, and bad: 0.9");
  }

  @Test
  void story_end_isTold() {
    var rig = new Rig(Rig.load(RuleBuilder::undamped));
    rig.load(0.9);
    assertThat(rig.load(0.5).get(0).story()).last().asString().endsWith("resolved: 0.5");
    rig.load(0.9);
    assertThat(rig.lives.remove("a", rig.tick, rig.at).get(0).story())
        .last()
        .asString()
        .endsWith("withdrawn, nobody looks at it any more: 0.9");
  }
}
