package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertRules;
import io.health4j.alert.Severity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoRulesTest {

  private static List<String> names(List<AlertRule> rules) {
    return rules.stream().map(AlertRule::name).toList();
  }

  @Test
  void search_isThePresetsButTwo() {
    List<String> names = names(DemoRules.search());

    assertThat(names).doesNotHaveDuplicates().contains("search-champion-stale", "machine-cpu-high");
    assertThat(
            Stream.of(AlertRules.autonomousLoop(), AlertRules.node(), AlertRules.monitor())
                .flatMap(List::stream)
                .map(AlertRule::name)
                .filter(name -> !names.contains(name)))
        .containsExactly("loop-champion-stale", "node-cpu-high");
  }

  @Test
  void search_whatABusyMachineRaises_isInfo() {
    assertThat(DemoRules.search())
        .filteredOn(
            rule -> rule.toString().contains("system.cpu.") || rule.name().endsWith("stale"))
        .hasSize(2)
        .allSatisfy(rule -> assertThat(rule.severity()).isEqualTo(Severity.INFO));
  }

  @Test
  void workers_isThePresets() {
    assertThat(names(DemoRules.workers()))
        .doesNotHaveDuplicates()
        .containsAll(names(AlertRules.workers()))
        .containsAll(names(AlertRules.monitor()));
  }
}
