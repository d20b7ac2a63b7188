package io.health4j.alert;

import io.health4j.alert.Alert.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an alert tells of its life: when, on the wall, and what happened. */
final class Tale {

  /** So many lines are kept: the first ones, and the latest. */
  static final int MAX_LINES = 50;

  static final int FIRST_LINES = 10;

  final Instant startedAt;
  Instant since;
  @Nullable Instant firedAt;
  @Nullable Instant endedAt;
  boolean flapping;
  private final List<String> lines = new ArrayList<>();

  Tale(Instant at) {
    startedAt = at;
    since = at;
  }

  void enter(State state, Instant at) {
    since = at;
    if (state == State.FIRING && firedAt == null) {
      firedAt = at;
    } else if (state.isOver()) {
      endedAt = at;
    }
  }

  void add(String line, Instant at) {
    if (lines.size() == MAX_LINES) {
      lines.remove(FIRST_LINES);
    }
    lines.add(at.truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
