package io.health4j.docker.real;

import io.health4j.docker.ContainerEngine;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.orphan.Lease;
import io.health4j.docker.orphan.Leases;
import io.health4j.docker.orphan.Orphans;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the tests of cleaning up have in common: an engine, and an owner of its own with leases. */
final class Stage implements AutoCloseable {

  private static final int MOST_PER_MINUTE = 1000;

  /** A line for each of hundreds of removals helps nobody. Held, or it would be forgotten. */
  private static final Logger QUIET = Logger.getLogger("io.health4j.docker.orphan");

  static {
    QUIET.setLevel(Level.WARNING);
  }

  final RealEngine real;
  final ContainerEngine engine;
  final Sandboxes sandboxes;
  final Path folder;
  final Leases leases;
  final String owner = "trainer-" + UUID.randomUUID().toString().substring(0, 8);

  Stage(RealEngine real, Path folder) {
    this.real = real;
    this.folder = folder;
    engine = ContainerEngine.at(real.address());
    sandboxes = new Sandboxes(real::client);
    leases = Leases.in(leaseFolder());
  }

  Path leaseFolder() {
    return folder.resolve("leases");
  }

  /** One that removes, as quickly as the engine can. */
  Orphans enforcing(EngineCalls calls) {
    return Orphans.builder(new Patient(calls), leases, owner)
        .enforce()
        .grace(Duration.ofSeconds(1))
        .perMinute(MOST_PER_MINUTE)
        .build();
  }

  /** The labels of a session of this owner that was ended. */
  Map<String, String> ended() throws IOException {
    return ended(leases, owner);
  }

  /** The labels of a session that was ended. */
  static Map<String, String> ended(Leases leases, String owner) throws IOException {
    try (Lease lease = leases.acquire(owner)) {
      return lease.labels();
    }
  }

  /** Another host of this owner, with leases in the same folder. */
  OtherHost otherHost(int containers, boolean guarded) throws IOException {
    OtherHost host = OtherHost.start(real, leaseFolder(), owner, containers, guarded);
    host.containers().forEach(sandboxes::adopt);
    return host;
  }

  /** All containers of this owner. */
  List<String> owned() {
    return sandboxes.having("io.health4j.owner", owner);
  }

  @Override
  public void close() {
    engine.close();
    sandboxes.close();
  }
}
