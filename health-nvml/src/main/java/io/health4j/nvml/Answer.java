package io.health4j.nvml;

import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;

/**
 * What came of asking a GPU the same thing again and again, and when it is due again.
 *
 * <p>A driver in trouble may say of anything that it is not supported. So that is believed of what
 * never answered, or says so for an hour; until then it has failed, and may be well again. What is
 * absent is asked again once an hour, since what is supported changes with the mode of the GPU.
 * (The hour is this project's own judgement.) Used by one thread at a time.
 */
final class Answer {

  static final Duration ABSENT_EVERY = Duration.ofHours(1);

  private static final int NEVER = -1;

  private int code = NEVER;
  private int told = NEVER;
  private boolean answered;
  private long askedAt;
  private long failingSince;

  /** What failed is due at each sample, however seldom it is asked otherwise. */
  boolean isDue(long now, Duration every) {
    Duration pause = isAbsent() ? ABSENT_EVERY : isGood() ? every : Duration.ZERO;
    return code == NEVER || now - askedAt >= pause.toNanos();
  }

  void take(int answer, long now) {
    boolean failed = isFailing();
    failingSince = failed ? failingSince : now;
    boolean believed = !answered || (failed && now - failingSince >= ABSENT_EVERY.toNanos());
    told = answer;
    code = NvmlReturn.isAbsent(answer) && !believed ? NvmlReturn.UNKNOWN : answer;
    answered = isGood() || (answered && !isAbsent());
    askedAt = now;
  }

  /** The return code; UNKNOWN for what is said not to be supported, and not believed. */
  int code() {
    return code;
  }

  /** The return code as it came. */
  int told() {
    return told;
  }

  /** When it was asked last; only when it was. */
  long askedAt() {
    return askedAt;
  }

  boolean isGood() {
    return code == NvmlReturn.SUCCESS || code == NvmlReturn.CORRUPTED_INFOROM;
  }

  boolean isAbsent() {
    return NvmlReturn.isAbsent(code);
  }

  boolean isFailing() {
    return code != NEVER && !isGood() && !isAbsent();
  }

  boolean isFrom(long sample) {
    return code != NEVER && askedAt == sample;
  }

  /** Whether it failed in this sample, and did not yet in an earlier one. */
  boolean isFailingSince(long earlier, long sample) {
    return isFrom(sample) && isFailing() && failingSince - earlier > 0;
  }
}
