package io.health4j.docker;

import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.api.EngineInfo;
import io.health4j.time.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets questions through once the engine said who it is. One that is too old is asked again after a
 * minute (this project's own judgement): it may have been updated. Thread-safe.
 */
final class VersionGate {

  static final Duration AGAIN = Duration.ofMinutes(1);

  private record Refusal(EngineException why, long tick) {}

  private final Ticker ticker;
  private volatile @Nullable EngineInfo info;
  private volatile @Nullable Refusal refusal;

  VersionGate(Ticker ticker) {
    this.ticker = ticker;
  }

  @Nullable EngineInfo info() {
    return info;
  }

  /** Returns when the engine will do. Two threads may both ask it; that does no harm. */
  void pass(EngineApi api) throws EngineException {
    if (info == null) {
      EngineInfo unused = ask(api);
    }
  }

  /** Asks the engine who it is, unless it was too old just now. */
  EngineInfo ask(EngineApi api) throws EngineException {
    Refusal last = refusal;
    if (last != null && ticker.read() - last.tick < AGAIN.toNanos()) {
      throw new EngineException(Kind.TOO_OLD, String.valueOf(last.why.getMessage()), last.why);
    }
    try {
      EngineInfo answered = api.info();
      info = answered;
      refusal = null;
      return answered;
    } catch (EngineException e) {
      if (e.kind() == Kind.TOO_OLD) {
        info = null;
        refusal = new Refusal(e, ticker.read());
      }
      throw e;
    }
  }
}
