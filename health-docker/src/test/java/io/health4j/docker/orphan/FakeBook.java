package io.health4j.docker.orphan;

import io.health4j.docker.orphan.LeaseState.Life;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Leases in memory, which live or not as a test says. */
final class FakeBook implements LeaseBook {

  static final String HOME = "home-1";

  final Map<String, LeaseState> leases = new LinkedHashMap<>();
  final List<Long> judgedAt = new ArrayList<>();
  final Set<String> sessions = new LinkedHashSet<>();
  final List<String> forgotten = new ArrayList<>();
  OptionalLong unrenewed = OptionalLong.empty();
  Optional<String> trouble = Optional.empty();
  volatile boolean closed;
  Runnable whenClosed = () -> {};

  void lives(String session) {
    leases.put(session, new LeaseState(Life.ALIVE, "process 812 lives"));
  }

  void ended(String session) {
    leases.put(session, new LeaseState(Life.ENDED, "process 812 ended"));
  }

  @Override
  public LeaseState judge(Map<String, String> labels, long tick) {
    judgedAt.add(tick);
    String session = labels.getOrDefault(LeaseName.SESSION, "");
    return leases.getOrDefault(session, new LeaseState(Life.UNSEEN, "no such session"));
  }

  @Override
  public String home() {
    return HOME;
  }

  @Override
  public Duration duration() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Collection<String> ended(String owner, long tick) {
    return owner.equals(Scene.OWNER) ? sessions : List.of();
  }

  @Override
  public void forget(String owner, String session, long tick) {
    forgotten.add(session);
  }

  @Override
  public OptionalLong unrenewedNanos() {
    return unrenewed;
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void closeAll() {
    closed = true;
    whenClosed.run();
    leases.keySet().forEach(this::ended);
  }
}
