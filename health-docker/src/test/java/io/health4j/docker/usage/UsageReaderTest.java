package io.health4j.docker.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.api.FakeEngine;
import io.health4j.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class UsageReaderTest {

  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final String ID = Tree.ID;
  private static final String SCOPE = "/system.slice/docker-" + ID + ".scope";

  @TempDir Path root;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final FakeEngine engine = new FakeEngine();
  private Tree tree;
  private UsageReader reader;

  @BeforeEach
  void setUp() {
    tree = new Tree(root);
    reader = new UsageReader(engine.calls(), root);
  }

  @Test
  void read_allInFiles_asksNoEngine() throws InterruptedException {
    tree.v2(SCOPE, 100);

    Map<String, SeenUsage> seen = read(List.of(Tree.container(ID, 100)));

    assertThat(pids(seen, ID)).hasValue(7);
    assertThat(tick(seen, ID)).isEqualTo(now.get());
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void read_someHidden_asksTheEngineAboutThoseOnly() throws InterruptedException {
    tree.v2(SCOPE, 100);
    List<ContainerState> running = new ArrayList<>(hidden(2));
    running.add(1, Tree.container(ID, 100));

    Map<String, SeenUsage> seen = read(running);

    assertThat(seen.keySet()).containsExactly("c0", ID, "c1");
    assertThat(engine.asked).containsExactly("usage c0", "usage c1");
  }

  @Test
  void read_notAllFitIntoTheTime_comesToAllInTurn() throws InterruptedException {
    List<ContainerState> running = hidden(5);
    engine.before = words -> now.addAndGet(TWO_SECONDS.toNanos() / 2 - 1);

    Map<String, SeenUsage> first = read(running);
    Map<String, SeenUsage> second = read(running);
    Map<String, SeenUsage> third = read(running);

    assertThat(first.keySet()).containsExactly("c0", "c1", "c2");
    assertThat(second.keySet()).containsExactly("c0", "c1", "c2", "c3", "c4");
    assertThat(engine.asked.stream().map(words -> words.substring("usage ".length())))
        .containsExactly("c0", "c1", "c2", "c3", "c4", "c0", "c1", "c2", "c3");
    assertThat(tick(third, "c4")).isEqualTo(tick(second, "c4"));
    assertThat(tick(third, "c1") - tick(second, "c1")).isPositive();
  }

  @Test
  void read_oneNeverAnswers_doesNotHoldUpTheOthers() throws InterruptedException {
    List<ContainerState> running = hidden(3);
    engine.before =
        words -> {
          if (words.equals("usage c0")) {
            now.addAndGet(TWO_SECONDS.toNanos());
            throw new EngineException(Kind.SLOW, "no answer");
          }
        };

    assertThat(read(running)).isEmpty();
    assertThat(read(running).keySet()).containsExactly("c1", "c2");
  }

  @Test
  void read_engineAway_leavesTheLastNumbersWithTheirTick() throws InterruptedException {
    List<ContainerState> running = hidden(2);
    long then = now.get();
    read(running);
    now.addAndGet(TWO_SECONDS.toNanos());
    engine.before =
        words -> {
          throw new EngineException(Kind.AWAY, "nobody listens");
        };

    Map<String, SeenUsage> seen = read(running);

    assertThat(seen.keySet()).containsExactly("c0", "c1");
    assertThat(tick(seen, "c0")).isEqualTo(then);
  }

  @Test
  void read_fileUnreadableLater_asksTheEngine() throws InterruptedException {
    tree.v2(SCOPE, 100);
    ContainerState container = Tree.container(ID, 100);
    engine.put(FakeEngine.running(ID, "n", Map.of()));
    engine.usages.put(ID, pids(9));
    read(List.of(container));
    tree.delete("proc/100/cgroup");

    assertThat(pids(read(List.of(container)), ID)).hasValue(9);
  }

  @Test
  void read_notRenewedForTenMinutes_isForgotten() throws InterruptedException {
    List<ContainerState> running = hidden(1);
    read(running);
    engine.vanish("c0");
    now.addAndGet(UsageReader.KEPT.toNanos() - 1_000);
    assertThat(read(running)).containsOnlyKeys("c0");
    now.addAndGet(1_000);

    assertThat(read(running)).isEmpty();
  }

  @Test
  void read_noLongerRunning_isForgotten() throws InterruptedException {
    List<ContainerState> running = hidden(2);
    read(running);
    assertThat(read(running.subList(1, 2))).containsOnlyKeys("c1");
    engine.vanish("c0");

    assertThat(read(running)).containsOnlyKeys("c1");
  }

  @Test
  void read_moreThanAreKept_tellsAllThatWereReadButKeepsOnlySome() throws InterruptedException {
    List<ContainerState> running = hidden(UsageReader.MOST_KEPT + 50);

    assertThat(read(running)).hasSize(running.size());
    running.forEach(container -> engine.vanish(container.id()));
    assertThat(read(running)).hasSizeBetween(1, UsageReader.MOST_KEPT);
  }

  @Test
  void read_filesTakeAllTheTime_stopsAndGoesOnWithTheOthers() throws InterruptedException {
    List<ContainerState> running = new ArrayList<>();
    for (int pid = 100; pid < 120; pid++) {
      String id = pid + ID.substring(3);
      tree.v2("/docker/" + id, pid);
      running.add(Tree.container(id, pid));
    }
    // Each container takes two looks at the clock.
    Duration thirtyLooks = Duration.ofMillis(30);
    Ticker slow = () -> now.addAndGet(Duration.ofMillis(1).toNanos());

    Map<String, SeenUsage> first = reader.read(running, thirtyLooks, slow);
    assertThat(first).hasSizeBetween(5, 15);
    for (int i = 0; i < 3; i++) {
      reader.read(running, thirtyLooks, slow);
    }

    assertThat(reader.read(running, thirtyLooks, slow)).hasSize(20);
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void read_noTime_tellsWhatIsKnown() throws InterruptedException {
    List<ContainerState> running = hidden(1);
    read(running);

    assertThat(reader.read(running, Duration.ZERO, now::get)).containsOnlyKeys("c0");
    assertThat(reader.read(running, Duration.ofSeconds(-1), now::get)).containsOnlyKeys("c0");
    assertThat(engine.asked).hasSize(1);
  }

  @Test
  void read_interruptedAtTheEngine_keepsWhatFilesSaid() throws InterruptedException {
    tree.v2(SCOPE, 100);
    List<ContainerState> running = List.of(Tree.container(ID, 100), hidden(1).get(0));
    engine.before = words -> Thread.currentThread().interrupt();

    assertThatThrownBy(() -> read(running)).isInstanceOf(InterruptedException.class);
    assertThat(reader.read(running, Duration.ZERO, now::get)).containsOnlyKeys(ID);
  }

  @Test
  void read_result_cannotBeChanged() throws InterruptedException {
    Map<String, SeenUsage> seen = read(hidden(1));

    assertThatThrownBy(seen::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  private Map<String, SeenUsage> read(Collection<ContainerState> running)
      throws InterruptedException {
    return reader.read(running, TWO_SECONDS, now::get);
  }

  /** Containers of another machine. */
  private List<ContainerState> hidden(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            n -> {
              engine.put(FakeEngine.running("c" + n, "n" + n, Map.of()));
              return Tree.container("c" + n, 5_000 + n);
            })
        .toList();
  }

  private static ContainerUsage pids(double count) {
    return ContainerUsage.of(Map.of(Part.PIDS, count));
  }

  private static OptionalDouble pids(Map<String, SeenUsage> seen, String id) {
    return one(seen, id).usage().get(Part.PIDS);
  }

  private static long tick(Map<String, SeenUsage> seen, String id) {
    return one(seen, id).tick();
  }

  private static SeenUsage one(Map<String, SeenUsage> seen, String id) {
    SeenUsage usage = seen.get(id);
    if (usage == null) {
      throw new AssertionError("nothing of " + id + " in " + seen);
    }
    return usage;
  }
}
