package io.health4j.alert;

import io.health4j.check.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a rule looks at. */
sealed interface Source {

  /** Which of all it is. */
  AlertRule.Kind kind();

  /** For people. */
  String text();

  /** The metric or condition, if it is about one. */
  default String of() {
    return "";
  }

  /** The status that counts, if it is about one. */
  default @Nullable Status worst() {
    return null;
  }

  /** How far it looks back, if it does. */
  default Duration window() {
    return Duration.ZERO;
  }

  /** Whether it is a number that needs a limit. */
  default boolean isNumber() {
    return true;
  }

  /** The limit of what needs none. */
  default @Nullable Limit limit() {
    return isNumber() ? null : Limit.YES_OR_NO;
  }

  /** How long it must be bad before it fires, when nothing else is said. */
  default Hold hold() {
    return Hold.NONE;
  }

  /** A target's score. */
  record OfScore() implements Source {
    @Override
    public AlertRule.Kind kind() {
      return AlertRule.Kind.SCORE;
    }

    @Override
    public String text() {
      return "score";
    }
  }

  /** A settled state, or a check's status. */
  record OfStatus(Status worst) implements Source {
    @Override
    public AlertRule.Kind kind() {
      return AlertRule.Kind.STATUS;
    }

    @Override
    public String text() {
      return "state " + worst + " or worse";
    }

    @Override
    public boolean isNumber() {
      return false;
    }
  }

  /** Whether a settled state, or a check's status, is UNKNOWN. */
  record OfUnknown() implements Source {
    @Override
    public AlertRule.Kind kind() {
      return AlertRule.Kind.UNKNOWN;
    }

    @Override
    public String text() {
      return "state UNKNOWN";
    }

    @Override
    public boolean isNumber() {
      return false;
    }
  }

  /** What checks found, by its condition; UNKNOWN is for what they could not find out. */
  record OfFinding(String condition, Status worst) implements Source {
    @Override
    public AlertRule.Kind kind() {
      return AlertRule.Kind.FINDING;
    }

    @Override
    public String of() {
      return condition;
    }

    @Override
    public String text() {
      return condition + " " + worst + (worst.isFailing() ? " or worse" : "");
    }

    @Override
    public boolean isNumber() {
      return false;
    }
  }

  /** A reading's value. */
  record OfReading(String metric) implements Source {
    @Override
    public AlertRule.Kind kind() {
      return AlertRule.Kind.READING;
    }

    @Override
    public String of() {
      return metric;
    }

    @Override
    public String text() {
      return metric;
    }
  }

  /** How much a reading grows a second. */
  record OfRate(String metric) implements Source {
    @Override
    public AlertRule.Kind kind() {
      return AlertRule.Kind.RATE;
    }

    @Override
    public String of() {
      return metric;
    }

    @Override
    public String text() {
      return "rate of " + metric;
    }
  }

  /** The slope of a reading in a window, per second. */
  record OfTrend(String metric, Duration window) implements Source {
    @Override
    public AlertRule.Kind kind() {
      return AlertRule.Kind.TREND;
    }

    @Override
    public String of() {
      return metric;
    }

    @Override
    public String text() {
      return "trend of " + metric;
    }
  }

  /** Whether a reading is absent. */
  record OfAbsence(String metric) implements Source {
    @Override
    public AlertRule.Kind kind() {
      return AlertRule.Kind.MISSING;
    }

    @Override
    public String of() {
      return metric;
    }

    @Override
    public String text() {
      return metric + " missing";
    }

    /** Three samples: one or two may be missed by chance. */
    @Override
    public Hold hold() {
      return new Hold.Samples(3, 3);
    }

    @Override
    public boolean isNumber() {
      return false;
    }
  }

  /** Whether a target is no longer sampled. */
  record OfSilence() implements Source {
    @Override
    public AlertRule.Kind kind() {
      return AlertRule.Kind.SILENCE;
    }

    @Override
    public String text() {
      return "no samples";
    }

    @Override
    public boolean isNumber() {
      return false;
    }
  }

  /** The share of targets that fare badly. */
  record OfShare(Status worst) implements Source {
    @Override
    public AlertRule.Kind kind() {
      return AlertRule.Kind.SHARE;
    }

    @Override
    public String text() {
      return "share of targets " + worst + " or worse";
    }
  }
}
