package io.health4j.docker;

import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.api.EngineInfo;
import io.health4j.time.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Remembers who the engine said it is, and that it was too old: then it is asked again only after a
 * minute (this project's own judgement), since it may have been updated. Thread-safe.
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

  /** Returns unless the engine was too old just now. */
  void pass() throws EngineException {
    Refusal last = refusal;
    if (last != null && ticker.read() - last.tick < AGAIN.toNanos()) {
      throw new EngineException(Kind.TOO_OLD, String.valueOf(last.why.getMessage()), last.why);
    }
  }

  /** A question failed. */
  void failed(EngineException why) {
    if (why.kind() == Kind.TOO_OLD) {
      refusal = new Refusal(why, ticker.read());
    }
  }

  /** Asks the engine who it is. */
  EngineInfo ask(EngineApi api) throws EngineException {
    EngineInfo answered = api.info();
    info = answered;
    return answered;
  }
}
