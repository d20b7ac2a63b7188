package io.health4j.alert;

/** A rule at work in an engine. */
final class Ruled {

  final AlertRule rule;
  final Ledger ledger;

  /** Whether there ever was something to hold against the rule. */
  boolean fed;

  /** Whether the reading whose progress it waits for was ever there. */
  boolean progressed;

  Ruled(AlertRule rule, Ledger ledger) {
    this.rule = rule;
    this.ledger = ledger;
  }

  boolean isDormant() {
    return !fed || (rule.hold() instanceof Hold.Progress && !progressed);
  }
}
