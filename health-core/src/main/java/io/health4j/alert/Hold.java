package io.health4j.alert;

import java.time.Duration;

/** How long something must be so before it counts. */
sealed interface Hold {

  /** For others than the engine. */
  AlertRule.Wait waiting();

  /** The first sample counts. */
  Hold NONE = new Samples(1, 1);

  /** As the recommended way for noisy readings. */
  Hold NOISY = new Noisy();

  /** So many of the last samples. */
  record Samples(int count, int last) implements Hold {
    @Override
    public AlertRule.Wait waiting() {
      return AlertRule.Wait.samples(count, last);
    }
  }

  /** So many nanoseconds. */
  record Time(long nanos) implements Hold {
    @Override
    public AlertRule.Wait waiting() {
      return AlertRule.Wait.time(Duration.ofNanos(nanos));
    }
  }

  /** So much progress of another reading. */
  record Progress(double amount, String metric) implements Hold {
    @Override
    public AlertRule.Wait waiting() {
      return AlertRule.Wait.progress(amount, metric);
    }
  }

  /** As the recommended way for noisy readings has it. */
  record Noisy() implements Hold {
    @Override
    public AlertRule.Wait waiting() {
      return AlertRule.Wait.forNoise();
    }
  }
}
