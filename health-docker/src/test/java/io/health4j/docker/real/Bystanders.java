package io.health4j.docker.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.orphan.Lease;
import io.health4j.docker.orphan.Leases;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Twenty containers that must live untouched, whatever is cleaned up around them: each is like an
 * orphan in all but one thing.
 */
final class Bystanders implements AutoCloseable {

  static final int COUNT = 20;

  private final Lease alive;
  private final OtherHost neighbour;
  private final List<String> ids = new ArrayList<>();
  private final Map<String, Sandboxes.Seen> before = new LinkedHashMap<>();

  private Bystanders(Lease alive, OtherHost neighbour) {
    this.alive = alive;
    this.neighbour = neighbour;
  }

  static Bystanders start(Stage stage) throws Exception {
    OtherHost neighbour = stage.otherHost(2, false);
    Bystanders all = new Bystanders(stage.leases.acquire(stage.owner), neighbour);
    all.ids.addAll(neighbour.containers()); // 2: our owner, another session, alive elsewhere
    Leases elsewhere = Leases.in(stage.folder.resolve("elsewhere"));
    Sandboxes sandboxes = stage.sandboxes;
    List<Callable<String>> others = new ArrayList<>(ours(sandboxes, all.alive.labels()));
    others.addAll(strangers(sandboxes, Stage.ended(stage.leases, stage.owner + "-2")));
    others.addAll(likeOurs(sandboxes, stage.ended(), Stage.ended(elsewhere, stage.owner)));
    all.ids.addAll(SideBySide.all(others));
    all.ids.forEach(id -> all.before.put(id, stage.sandboxes.look(id)));
    assertThat(all.before).hasSize(COUNT);
    return all;
  }

  /** 5: our owner, and a session of this process that is alive. */
  private static List<Callable<String>> ours(Sandboxes sandboxes, Map<String, String> alive) {
    return List.of(
        () -> sandboxes.start(alive),
        () -> sandboxes.start(alive),
        () -> sandboxes.paused(alive),
        () -> sandboxes.exited(alive, 1),
        () -> sandboxes.create(alive, Sandboxes.WAIT, command -> {}));
  }

  /** 8: no labels, others' labels, another owner whose lease ended in the same folder. */
  private static List<Callable<String>> strangers(Sandboxes sandboxes, Map<String, String> other) {
    Map<String, String> shop = Map.of("com.example.app", "shop");
    return List.of(
        () -> sandboxes.start(Map.of()),
        () -> sandboxes.start(Map.of()),
        () -> sandboxes.paused(Map.of()),
        () -> sandboxes.start(shop),
        () -> sandboxes.start(shop),
        () -> sandboxes.start(other),
        () -> sandboxes.start(other),
        () -> sandboxes.exited(other, 137));
  }

  /** 5: our owner and a lease that ended, but kept where it cannot be seen, or half a label. */
  private static List<Callable<String>> likeOurs(
      Sandboxes sandboxes, Map<String, String> ended, Map<String, String> unseen) {
    return List.of(
        () -> sandboxes.start(unseen),
        () -> sandboxes.exited(unseen, 0),
        () -> sandboxes.start(without(ended, "io.health4j.lease.home")),
        () -> sandboxes.start(without(ended, "io.health4j.owner")),
        () -> sandboxes.start(without(ended, "io.health4j.session")));
  }

  private static Map<String, String> without(Map<String, String> labels, String name) {
    Map<String, String> rest = new LinkedHashMap<>(labels);
    assertThat(rest.remove(name)).isNotNull();
    return rest;
  }

  /** Whether each is as it was: the same container, the same run, the same state. */
  void assertUntouched(Sandboxes sandboxes) {
    before.forEach((id, seen) -> assertThat(sandboxes.look(id)).isEqualTo(seen));
  }

  /** Whether there is no other than them among these. */
  boolean areAll(Collection<? extends String> containers) {
    return before.keySet().containsAll(containers);
  }

  @Override
  public void close() {
    neighbour.close();
    alive.close();
  }
}
