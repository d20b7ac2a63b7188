package io.health4j.examples;

import java.util.EnumSet;
import java.util.Set;

/** What can happen to a worker, and how the monitor is expected to call it. */
enum Mishap {
  HANG("hang", "heartbeat-missed", 0.03),
  FAIL("fail", "task-errors", 0.03),
  VANISH("vanish", "heartbeat-missed", 0.02),
  /** Nothing is wrong with a worker that ends and says so: it is watched no longer. */
  SIGN_OFF("sign off", "", 0.01);

  /** Those that the monitor must name. */
  static final Set<Mishap> TROUBLES = EnumSet.of(HANG, FAIL, VANISH);

  private final String verb;
  private final String condition;
  private final double share;

  Mishap(String verb, String condition, double share) {
    this.verb = verb;
    this.condition = condition;
    this.share = share;
  }

  /** What the worker does, as after "made to". */
  String verb() {
    return verb;
  }

  /** The condition that a check must find; empty when there is nothing to find. */
  String condition() {
    return condition;
  }

  /** To how many of so many workers it happens in one wave; one at least. */
  int among(int workers) {
    return Math.max(1, (int) Math.round(share * workers));
  }
}
