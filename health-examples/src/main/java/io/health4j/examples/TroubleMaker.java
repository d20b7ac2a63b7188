package io.health4j.examples;

import io.health4j.check.CheckOutcome;
import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import io.health4j.time.Ticker;
import io.jenetics.BitGene;
import io.jenetics.Phenotype;
import io.jenetics.engine.EvolutionStart;
import io.jenetics.util.ISeq;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one trouble really happen: nothing here touches a reading, only what is read. Before {@link
 * #begin()} it does nothing. Thread-safe.
 */
final class TroubleMaker {

  /**
   * Of the largest heap, what is held on to: with what the search itself needs it passes the
   * default limit of 85 %, and leaves enough for the process to go on.
   */
  private static final double HELD = 0.84;

  private static final long MOST_HELD = 512L << 20;
  private static final int CHUNK = 1 << 20;

  private final Optional<Trouble> trouble;
  private final Ticker ticker;
  private final List<byte[]> held = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Long began;

  TroubleMaker(Optional<Trouble> trouble, Ticker ticker) {
    this.trouble = trouble;
    this.ticker = ticker;
  }

  Optional<Trouble> trouble() {
    return trouble;
  }

  void begin() {
    began = ticker.read();
  }

  /** The tick at which it began. */
  OptionalLong began() {
    Long tick = began;
    return tick == null ? OptionalLong.empty() : OptionalLong.of(tick);
  }

  /** Lets a stalled search go, so that it can end. */
  void end() {
    ended.countDown();
  }

  private boolean now(Trouble which) {
    return began != null && trouble.filter(which::equals).isPresent();
  }

  /** To be called by the search at the start of each generation. */
  void generation() {
    if (now(Trouble.STALL)) {
      stall();
    } else if (now(Trouble.MEMORY)) {
      hold();
    }
  }

  private void stall() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hold() {
    double limit = Math.min(MOST_HELD, HELD * Runtime.getRuntime().maxMemory());
    if ((double) (held.size() + 1) * CHUNK < limit) {
      held.add(new byte[CHUNK]);
    }
  }

  /** To be called at each evaluation. */
  void evaluation() {
    if (now(Trouble.FAILURES)) {
      throw new IllegalStateException("the evaluator is gone");
    }
  }

  /** What the next generation starts from: 19 of 20 are clones of the best. */
  EvolutionStart<BitGene, Integer> flood(EvolutionStart<BitGene, Integer> start) {
    if (!now(Trouble.DIVERSITY)) {
      return start;
    }
    ISeq<Phenotype<BitGene, Integer>> population = start.population();
    Phenotype<BitGene, Integer> best =
        population.stream().max(Comparator.comparing(Phenotype::fitness)).orElseThrow();
    ISeq<Phenotype<BitGene, Integer>> flooded =
        IntStream.range(0, population.length())
            .mapToObj(i -> i % 20 == 0 ? population.get(i) : best)
            .collect(ISeq.toISeq());
    return EvolutionStart.of(flooded, start.generation());
  }

  /** A check that hangs for ever once the trouble is there, as one on a dead network mount does. */
  HealthCheck hanging(HealthCheck check) {
    return context -> {
      while (now(Trouble.HUNG_CHECK)) {
        LockSupport.park(this);
        Thread.interrupted(); // deaf, as a native call is
      }
      return check.check(context);
    };
  }

  /** What in a sample tells of the trouble, in words; empty when it is not seen, or not there. */
  Optional<String> evidence(List<CheckOutcome> outcomes) {
    if (began == null) {
      return Optional.empty();
    }
    return trouble.flatMap(
        t ->
            outcomes.stream()
                .filter(o -> o.check().equals(t.check()))
                .findFirst()
                .flatMap(o -> evidence(t, o)));
  }

  private static Optional<String> evidence(Trouble trouble, CheckOutcome outcome) {
    if (trouble.condition().isEmpty()) {
      return outcome.status() == Status.UNKNOWN
          ? Optional.of(outcome.check() + " UNKNOWN: " + outcome.result().message())
          : Optional.empty();
    }
    return outcome.result().findings().stream()
        .filter(finding -> finding.condition().equals(trouble.condition()))
        .filter(finding -> finding.status().isFailing())
        .map(Texts::finding)
        .findFirst();
  }
}
