package io.health4j.docker.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.EngineCalls;
import io.health4j.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What containers use, as cheaply as it can be had: from the kernel's own files for those that run
 * on this machine, else by asking the engine, which takes far more for the same numbers. Who could
 * not be read in time stands as it last was, and comes first the next time.
 *
 * <p>Used by one thread at a time.
 */
public final class UsageReader {

  /** How many containers' last numbers are kept: 1,000 (this project's own judgement). */
  static final int MOST_KEPT = 1_000;

  /** How long numbers that were not renewed are kept: 10 min (this project's own judgement). */
  static final Duration KEPT = Duration.ofMinutes(10);

  private final EngineCalls engine;
  private final CgroupFiles files;
  private final Turns turns = new Turns();
  private final Cache<String, SeenUsage> known;

  /** That of the last round: it comes with each. */
  private volatile Ticker ticker = Ticker.system();

  /**
   * A reader that knows nothing yet.
   *
   * @param engine who is asked about containers that cannot be seen from here
   * @param root the machine's file system; {@code /} but in tests
   */
  public UsageReader(EngineCalls engine, Path root) {
    this.engine = engine;
    this.files = new CgroupFiles(root);
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(KEPT)
            .ticker(() -> ticker.read())
            .executor(Runnable::run)
            .build();
  }

  /**
   * Reads what it can within a time. Those that could not be read stand as they last were, for 10
   * min; nothing is thrown for them, nor when the engine does not answer.
   *
   * @param running the containers that have processes; others are forgotten
   * @param within how long it may take
   * @param ticker the monitor's; always the same
   * @return by container id, in their order; absent what was never read
   * @throws InterruptedException when this thread was interrupted while the engine was asked
   */
  public Map<String, SeenUsage> read(
      Collection<ContainerState> running, Duration within, Ticker ticker)
      throws InterruptedException {
    this.ticker = ticker;
    long deadline = ticker.read() + within.toNanos();
    forgetOthers(running);
    Map<String, SeenUsage> fresh = new HashMap<>();
    List<String> hidden = readFiles(turns.inOrder(running), deadline, fresh);
    known.putAll(fresh);
    if (!hidden.isEmpty()) {
      Map<String, SeenUsage> answers =
          new EngineRound(engine, ticker, deadline).ask(hidden.iterator(), turns);
      known.putAll(answers);
      fresh.putAll(answers);
    }
    return latest(running, fresh);
  }

  private void forgetOthers(Collection<ContainerState> running) {
    Set<String> ids = running.stream().map(ContainerState::id).collect(Collectors.toSet());
    known.asMap().keySet().retainAll(ids);
    turns.keepOnly(ids);
  }

  /** Fills in what was read; returns those that cannot be seen from here. */
  private List<String> readFiles(
      List<ContainerState> containers, long deadline, Map<String, SeenUsage> fresh) {
    List<String> hidden = new ArrayList<>();
    for (ContainerState container : containers) {
      if (ticker.read() - deadline >= 0) {
        break;
      }
      ContainerUsage usage = files.read(container);
      if (usage == null) {
        hidden.add(container.id());
      } else {
        turns.take(container.id());
        fresh.put(container.id(), new SeenUsage(usage, ticker.read()));
      }
    }
    return hidden;
  }

  /** What was read now may be more than is kept. */
  private Map<String, SeenUsage> latest(
      Collection<ContainerState> running, Map<String, SeenUsage> fresh) {
    Map<String, SeenUsage> latest = new LinkedHashMap<>();
    for (ContainerState container : running) {
      SeenUsage now = fresh.get(container.id());
      SeenUsage seen = now == null ? known.getIfPresent(container.id()) : now;
      if (seen != null) {
        latest.put(container.id(), seen);
      }
    }
    return Collections.unmodifiableMap(latest);
  }
}
