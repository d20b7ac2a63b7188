package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.api.FakeEngine;
import io.health4j.docker.orphan.LeaseState.Life;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Engines of all sorts of containers that fail at random, and change while they are swept: nothing
 * that is protected is ever asked to stop or to be removed, and in the end no orphan is left.
 */
class OrphansRandomTest {

  private static final int MACHINES = 300;
  private static final int SWEEPS = 8;
  private static final Kind[] KINDS = Kind.values();

  /** One engine and its random life. */
  private static final class Machine {
    private final Scene scene = new Scene();
    private final Random random;
    private final List<String> ids = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private boolean calm;
    private int touched;

    Machine(long seed) {
      random = new Random(seed);
      scene.engine.ignoresFilter = random.nextBoolean();
      for (int session = 0; session < 6; session++) {
        change("s" + session);
      }
      for (int container = 0; container < 12; container++) {
        add();
      }
      scene.engine.before = this::before;
    }

    private void change(String session) {
      switch (random.nextInt(3)) {
        case 0 -> scene.leases.ended(session);
        case 1 -> scene.leases.lives(session);
        default -> scene.leases.leases.remove(session);
      }
    }

    private Map<String, String> labels() {
      String session = "s" + random.nextInt(6);
      return switch (random.nextInt(8)) {
        case 0 -> Map.of();
        case 1 -> Map.of("app", "db");
        case 2 -> Scene.labels("somebody", FakeBook.HOME, session);
        case 3 -> Scene.labels(Scene.OWNER, "home-2", session);
        case 4 -> Map.of(LeaseName.OWNER, Scene.OWNER, LeaseName.HOME, FakeBook.HOME);
        default -> Scene.ours(session);
      };
    }

    private void add() {
      String id = "c" + ids.size();
      ids.add(id);
      put(id, labels());
    }

    private void put(String id, Map<String, String> labels) {
      String name = "n" + random.nextInt(4);
      scene.engine.put(
          random.nextInt(4) == 0
              ? FakeEngine.exited(id, name, 1, labels)
              : FakeEngine.running(id, name, labels));
    }

    /** Sees each call: whether it is allowed, then what changes, then whether it fails. */
    private void before(String words) throws EngineException {
      String id = words.substring(words.indexOf(' ') + 1);
      boolean touches = words.startsWith("stop ") || words.startsWith("remove ");
      if (touches) {
        touched++;
        ContainerState state = scene.engine.get(id);
        if (state != null && !isOrphan(state)) {
          wrong.add(words + " of " + state.labels());
        }
      }
      if (!calm && random.nextInt(3) == 0) {
        something(touches ? id : "");
      }
      if (!calm && random.nextInt(12) == 0) {
        throw new EngineException(KINDS[random.nextInt(KINDS.length)], "at random");
      }
    }

    /** Changes anything but a container that is being asked for: no look could be so late. */
    private void something(String except) {
      String id = ids.get(random.nextInt(ids.size()));
      if (id.equals(except)) {
        return;
      }
      switch (random.nextInt(5)) {
        case 0 -> scene.engine.vanish(id);
        case 1 -> add();
        case 2 -> put(id, labels());
        default -> change("s" + random.nextInt(6));
      }
    }

    /** Worked out here once more, by other means than the code under test. */
    private boolean isOrphan(ContainerState state) {
      Map<String, String> labels = state.labels();
      LeaseState lease = scene.leases.leases.get(labels.getOrDefault(LeaseName.SESSION, "?"));
      return "trainer".equals(labels.get("io.health4j.owner"))
          && "home-1".equals(labels.get("io.health4j.lease.home"))
          && lease != null
          && lease.life() == Life.ENDED;
    }

    void sweep(Orphans orphans) throws InterruptedException {
      try {
        assertThat(orphans.sweep()).isNotEmpty();
      } catch (EngineException e) {
        assertThat(e).hasMessageContaining("at random");
      }
      scene.pass(Duration.ofSeconds(random.nextInt(120)));
    }

    List<String> protectedOnes() {
      return ids.stream()
          .filter(id -> scene.isThere(id) && !isOrphan(scene.engine.get(id)))
          .toList();
    }

    List<String> orphansLeft() {
      return ids.stream()
          .filter(id -> scene.isThere(id) && isOrphan(scene.engine.get(id)))
          .toList();
    }
  }

  @Test
  void sweep_anyEngine_neverTouchesWhatIsProtectedAndLeavesNoOrphan() throws Exception {
    var touched = new AtomicInteger();
    Scene.logged(
        () -> {
          for (int seed = 0; seed < MACHINES; seed++) {
            touched.addAndGet(live(seed));
          }
        });
    assertThat(touched.get()).as("calls that stop or remove").isGreaterThan(MACHINES);
  }

  private static int live(int seed) throws InterruptedException {
    var machine = new Machine(seed);
    Orphans orphans = machine.scene.enforcing();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      machine.sweep(orphans);
    }
    machine.calm = true;
    machine.scene.pass(Duration.ofHours(1));
    List<String> before = machine.protectedOnes();
    machine.sweep(orphans);
    machine.scene.pass(Duration.ofHours(1));
    machine.sweep(orphans);

    assertThat(machine.wrong).as("seed %d", seed).isEmpty();
    assertThat(machine.orphansLeft()).as("seed %d", seed).isEmpty();
    assertThat(machine.protectedOnes()).as("seed %d", seed).isEqualTo(before);
    return machine.touched;
  }
}
