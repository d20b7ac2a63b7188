package io.health4j.alert;

import io.health4j.alert.Agenda.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An alert that lives, from its first sign to its end: who is to be told, and why nobody is. */
final class Tracked {

  /** Set while it outlives its cause, to when it is told all the same. */
  final Slot<Tracked> settling;

  /** The routes that it goes by; one is added each time it escalates. */
  final List<Outlet> outlets = new ArrayList<>(2);

  /** As it was when its state changed last. */
  Alert alert;

  /** Whether anybody was told. */
  boolean told;

  String acknowledgedBy = "";

  @Nullable Silence silence;

  /** What it is the effect of; while settling, what it was the effect of. */
  @Nullable String cause;

  /** Whether it is one of many that fail together. */
  boolean ofMany;

  Tracked(Alert alert, Agenda<Tracked> settling) {
    this.alert = alert;
    this.settling = settling.slot(this);
  }

  boolean isMuted() {
    return silence != null || cause != null || ofMany;
  }

  /** Whether it keeps others from being told that it is the cause of. */
  boolean mutes(Severity severity) {
    return alert.severity() != Severity.INFO && alert.severity().compareTo(severity) >= 0;
  }

  /** Why nobody is told; empty when they are. */
  private String mutedBy() {
    if (silence != null) {
      return silence.reason().isBlank() ? "silence" : "silence: " + silence.reason();
    } else if (cause != null) {
      return "cause: " + cause;
    }
    return ofMany ? MassFailure.RULE : "";
  }

  /** An alert of this life with what is known here. */
  Alert shown(Alert now) {
    String muted = mutedBy();
    if (muted.equals(now.mutedBy()) && acknowledgedBy.equals(now.acknowledgedBy())) {
      return now;
    }
    return new Alert(
        now.fingerprint(),
        now.rule(),
        now.target(),
        now.check(),
        now.subject(),
        now.labels(),
        now.severity(),
        now.state(),
        now.value(),
        now.limit(),
        now.message(),
        now.since(),
        now.startedAt(),
        now.firedAt(),
        now.endedAt(),
        now.flapping(),
        acknowledgedBy,
        muted,
        now.story());
  }
}
