package io.health4j.docker.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.api.EngineException;
import io.health4j.docker.orphan.Lease;
import io.health4j.docker.orphan.Orphans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A hundred iterations with crashes on a real engine: nothing of ours is left, all else lives. */
@ExtendWith(RealEngine.Needed.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OrphansRealTest {

  private static final int ITERATIONS = 100;
  private static final int ITERATIONS_A_SWEEP = 10;
  private static final int MOST_SWEEPS = 5;
  private static final long SEED = 6;

  @TempDir private Path folder;

  /** How an iteration ends: in order, or with its container left behind. */
  private enum End {
    TIDY,
    RUNNING,
    EXITED,
    PAUSED,
    CREATED
  }

  /** What happens half way. */
  @FunctionalInterface
  private interface HalfWay {
    void happen(Stage stage) throws Exception;
  }

  @Test
  void sweep_hundredIterationsWithCrashesAndAKilledHost_leavesNoOrphan(RealEngine real)
      throws Exception {
    crashAndSweep(real, stage -> {});
  }

  @Test
  void sweep_engineRestartedAndKilledMeanwhile_leavesNoOrphan(RealEngine real) throws Exception {
    real.own();
    crashAndSweep(real, OrphansRealTest::restartAndKill);
  }

  /** Restarts the engine between two iterations, then kills it in the middle of a sweep. */
  private static void restartAndKill(Stage stage) throws Exception {
    stage.real.restart();
    AtomicBoolean killed = new AtomicBoolean();
    Meddler meddler =
        new Meddler(
            stage.engine,
            (word, id) -> {
              if (word.equals("stop") && killed.compareAndSet(false, true)) {
                stage.real.killAndStart();
              }
            });
    Orphans orphans = stage.enforcing(meddler);
    for (int i = 0; i < MOST_SWEEPS && !killed.get(); i++) {
      sweep(orphans);
    }
    assertThat(killed).isTrue();
  }

  /** Connections from before the restart are found broken first; the next sweep makes new ones. */
  private static void sweep(Orphans orphans) throws InterruptedException {
    try {
      orphans.sweep();
    } catch (EngineException e) {
      assertThat(e.kind()).isIn(EngineException.Kind.AWAY, EngineException.Kind.SLOW);
    }
  }

  private void crashAndSweep(RealEngine real, HalfWay halfWay) throws Exception {
    try (Stage stage = new Stage(real, folder);
        Bystanders bystanders = Bystanders.start(stage);
        OtherHost dying = stage.otherHost(3, false)) {
      Orphans orphans = stage.enforcing(stage.engine);
      var iterations = iterations(stage, orphans);
      Set<String> left = new HashSet<>(dying.containers());
      for (int i = 0; i < ITERATIONS; i += ITERATIONS_A_SWEEP) {
        if (i == ITERATIONS / 2) {
          dying.kill();
          halfWay.happen(stage);
        }
        int last = i + ITERATIONS_A_SWEEP - 1;
        SideBySide.all(iterations.subList(i, last)).forEach(left::addAll);
        left.addAll(iterations.get(last).call()); // alone, with its sweep
      }
      assertThat(left).hasSizeGreaterThan(ITERATIONS / 2);
      sweepToTheEnd(stage, orphans, bystanders);
      bystanders.assertUntouched(stage.sandboxes);
    }
  }

  /** All that are to be, each with the end that the seed gives it. */
  private static List<Callable<Set<String>>> iterations(Stage stage, Orphans orphans) {
    Random random = new Random(SEED);
    List<Callable<Set<String>>> all = new ArrayList<>();
    for (int i = 1; i <= ITERATIONS; i++) {
      End end = End.values()[random.nextInt(End.values().length)];
      Orphans sweeper = i % ITERATIONS_A_SWEEP == 0 ? orphans : null;
      all.add(() -> iterate(stage, end, sweeper));
    }
    return all;
  }

  /** One iteration under a lease of its own, perhaps with a sweep in it; what it left behind. */
  private static Set<String> iterate(Stage stage, End end, @Nullable Orphans sweeper)
      throws Exception {
    try (Lease lease = stage.leases.acquire(stage.owner)) {
      String id = begin(stage.sandboxes, end, lease.labels());
      if (sweeper != null) {
        Sandboxes.Seen before = stage.sandboxes.look(id);
        sweep(sweeper);
        assertThat(stage.sandboxes.look(id)).isEqualTo(before); // its lease is alive
      }
      if (end == End.TIDY) {
        stage.sandboxes.remove(id);
        return Set.of();
      }
      return Set.of(id);
    }
  }

  private static String begin(Sandboxes sandboxes, End end, Map<String, String> labels) {
    return switch (end) {
      case TIDY, RUNNING -> sandboxes.start(labels);
      case EXITED -> sandboxes.exited(labels, 1);
      case PAUSED -> sandboxes.paused(labels);
      case CREATED -> sandboxes.create(labels, Sandboxes.WAIT, command -> {});
    };
  }

  private static void sweepToTheEnd(Stage stage, Orphans orphans, Bystanders bystanders)
      throws Exception {
    for (int i = 0; i < MOST_SWEEPS && !bystanders.areAll(stage.owned()); i++) {
      sweep(orphans);
    }
    assertThat(stage.owned()).matches(bystanders::areAll, "bystanders only");
  }
}
