package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingWordingTest {

  private static final Finding FULL =
      Finding.of("disk-full", "/data", Status.WARNING)
          .value(0.91234)
          .limit(0.9, "configured")
          .remedy("Delete what nobody needs.");

  private static Rig rig(String message) {
    RuleBuilder rule = AlertRule.finding("r", "disk-full", Status.WARNING).undamped();
    return new Rig((message.isEmpty() ? rule : rule.message(message)).build());
  }

  private static CheckOutcome disk(Finding finding) {
    return new CheckOutcome("disk", 1, false, CheckResult.builder().finding(finding).build(), 0);
  }

  private static CheckOutcome well() {
    return new CheckOutcome("disk", 1, false, CheckResult.healthy(), 0);
  }

  @Test
  void message_default_tellsAllThatTheFindingDoes() {
    var rig = rig("");
    rig.sample(disk(FULL));
    assertThat(rig.alert().message())
        .isEqualTo(
            "disk-full: /data of a is WARNING, 0.912, limit 0.9, configured."
                + " Delete what nobody needs.");
    assertThat(rig.alert().value()).hasValue(0.91234);
    assertThat(rig.alert().limit()).hasValue(0.9);
  }

  @Test
  void message_template_isFilledIn() {
    var rig = rig("{target} {check} {condition} {subject}: {value} > {limit}. {remedy} {x}");
    rig.sample(disk(FULL));
    assertThat(rig.alert().message())
        .isEqualTo("a disk disk-full /data: 0.912 > 0.9. Delete what nobody needs. -");
  }

  @Test
  void message_bareFinding_hasDashes() {
    var rig = rig("{value} {limit} {remedy}");
    rig.sample(disk(Finding.of("disk-full", "/data", Status.CRITICAL)));
    assertThat(rig.alert().message()).isEqualTo("- - -");
    assertThat(rig.alert().value()).isEmpty();
    assertThat(rig.alert().limit()).isEmpty();
  }

  @Test
  void message_newerFinding_isTold() {
    var rig = rig("");
    rig.sample(disk(FULL));
    rig.sample(disk(FULL.value(0.95)));
    assertThat(rig.alert().message()).contains("0.95");
    assertThat(rig.alert().value()).hasValue(0.95);
  }

  @Test
  void resolved_tellsWhatWas_withoutAValue() {
    var rig = rig("");
    rig.sample(disk(FULL));
    List<Alert> changed = rig.sample(well());
    assertThat(changed.get(0).message())
        .isEqualTo("disk-full: /data of a was WARNING, 0.912, limit 0.9, configured");
    assertThat(changed.get(0).value()).isEmpty();
    assertThat(changed.get(0).story())
        .containsExactly("2026-01-01T00:00:05Z fired: 0.912", "2026-01-01T00:00:10Z resolved");
  }

  @Test
  void noData_saysThatItIsOld() {
    var rig = rig("");
    rig.sample(disk(FULL));
    rig.sample();
    assertThat(rig.alert().message()).endsWith("needs. (the last that is known)");
    assertThat(rig.alert().value()).isEmpty();
    assertThat(rig.alert().story()).last().asString().endsWith("no data");
  }

  @Test
  void valueThatIsNoNumber_isAbsent() {
    var rig = rig("{value} {limit}");
    Finding odd = Finding.of("disk-full", "/data", Status.WARNING).value(Double.NaN);
    rig.sample(disk(odd.limit(Double.POSITIVE_INFINITY, "")));
    assertThat(rig.alert().message()).isEqualTo("- -");
    assertThat(rig.alert().value()).isEmpty();
    assertThat(rig.alert().limit()).isEmpty();
  }
}
