package io.health4j.docker;

import io.health4j.HealthSource.Subscription;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Occurrence;
import io.health4j.check.Reading;
import io.health4j.check.Target;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.FakeEngine;
import io.health4j.docker.usage.SeenUsage;
import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A check of containers over an engine in memory, looked with by hand. The clock starts close to
 * the end of a long. What a container uses is read at each look, unless it is frozen.
 */
final class ContainerRig {

  static final Duration INTERVAL = Duration.ofSeconds(5);

  final FakeEngine engine = new FakeEngine();
  final Set<String> frozen = new HashSet<>();
  final List<Duration> engineTimes = new ArrayList<>();
  final List<Duration> usageTimes = new ArrayList<>();
  final LostTime lost = new LostTime();
  final ContainersCheck check;
  long now = Long.MAX_VALUE - Duration.ofSeconds(12).toNanos();
  boolean listening;
  private final Map<String, Map<Part, Double>> usages = new HashMap<>();
  private final Map<String, SeenUsage> read = new HashMap<>();
  private final Ticker ticker = () -> now;
  private @Nullable Consumer<EngineEvent> listener;
  private CheckResult last = CheckResult.healthy();

  ContainerRig() {
    this(ContainerSettings.defaults());
  }

  ContainerRig(ContainerSettings settings) {
    check = new ContainersCheck(calls(), this::usages, this::listen, settings);
  }

  static ContainerSettings with(ContainerLimit limit, double value) {
    ContainerSettings base = ContainerSettings.defaults();
    return new ContainerSettings(
        base.labels(), Map.of(limit, value), base.without(), base.most(), false, base.timeout());
  }

  static ContainerSettings most(int most) {
    return new ContainerSettings(
        Map.of(), Map.of(), Set.of(), most, false, ContainerEngine.TIMEOUT);
  }

  private EngineCalls calls() {
    EngineCalls inline = engine.calls();
    return new EngineCalls() {
      @Override
      public <T> CompletableFuture<T> begin(Duration within, Question<T> question) {
        throw new AssertionError("nobody waits for this");
      }

      @Override
      public <T> T ask(Duration within, Question<T> question)
          throws EngineException, InterruptedException {
        engineTimes.add(within);
        return inline.ask(within, question);
      }
    };
  }

  private Map<String, SeenUsage> usages(
      Collection<ContainerState> running, Duration within, Ticker clock) {
    usageTimes.add(within);
    read.keySet().retainAll(running.stream().map(ContainerState::id).toList());
    for (ContainerState state : running) {
      Map<Part, Double> parts = usages.get(state.id());
      if (parts != null && !frozen.contains(state.id())) {
        read.put(state.id(), new SeenUsage(ContainerUsage.of(parts), clock.read()));
      }
    }
    return Map.copyOf(read);
  }

  private Subscription listen(Consumer<EngineEvent> consumer) {
    listener = consumer;
    listening = true;
    return () -> listening = false;
  }

  ContainerRig use(String id, Part part, double value) {
    usages.computeIfAbsent(id, key -> new EnumMap<>(Part.class)).put(part, value);
    return this;
  }

  /** An event, as the engine would tell it. */
  void event(String action, String id, Instant at, String... attributes) {
    var all = new HashMap<String, String>();
    for (int i = 0; i < attributes.length; i += 2) {
      all.put(attributes[i], attributes[i + 1]);
    }
    Consumer<EngineEvent> told = listener;
    if (told != null) {
      told.accept(new EngineEvent(action, id, at, all));
    }
  }

  CheckResult look() {
    return lookAfter(INTERVAL);
  }

  CheckResult lookAfter(Duration time) {
    now += time.toNanos();
    return lookNow();
  }

  CheckResult lookNow() {
    try {
      last = check.check(CheckContext.of(Target.of("host"), last, ticker, lost));
      return last;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Looks so often, an interval apart. */
  CheckResult looks(int times) {
    for (int i = 0; i < times; i++) {
      look();
    }
    return last;
  }

  CheckResult last() {
    return last;
  }

  /** The last look's findings of a condition. */
  List<Finding> findings(ContainerCondition condition) {
    return last.findings().stream()
        .filter(finding -> finding.condition().equals(condition.id()))
        .toList();
  }

  List<String> conditions() {
    return last.findings().stream().map(Finding::condition).toList();
  }

  /** The last look's only reading of a metric for a container, or of the whole engine. */
  OptionalDouble reading(String metric, String name) {
    return last.readings().stream()
        .filter(reading -> reading.metric().name().equals(metric))
        .filter(reading -> name.equals(key(reading)))
        .mapToDouble(Reading::value)
        .reduce(
            (one, other) -> {
              throw new AssertionError("read twice: " + metric + " of " + name);
            });
  }

  private static String key(Reading reading) {
    for (String name : List.of("container.name", "container.state")) {
      String value = reading.attributes().get(name);
      if (value != null) {
        String disk = reading.attributes().get("disk.io.direction");
        String network = reading.attributes().get("network.io.direction");
        return value + (disk == null ? "" : " " + disk) + (network == null ? "" : " " + network);
      }
    }
    return "";
  }

  /** The last look's occurrences of a kind. */
  List<Occurrence> happened(String name) {
    return last.occurrences().stream().filter(each -> each.name().equals(name)).toList();
  }

  /** How many containers were looked at closely since this was asked last. */
  long inspected() {
    long count = engine.asked.stream().filter(words -> words.startsWith("inspect")).count();
    engine.asked.clear();
    return count;
  }
}
