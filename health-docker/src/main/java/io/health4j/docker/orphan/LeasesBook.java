package io.health4j.docker.orphan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of leases itself.
 *
 * @param leases the folder
 */
record LeasesBook(Leases leases) implements LeaseBook {

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  @Override
  public LeaseState judge(Map<String, String> labels, long tick) {
    return leases.judge().judge(labels, tick);
  }

  @Override
  public String home() {
    try {
      return leases.home();
    } catch (IOException e) {
      throw new UncheckedIOException("no folder of leases: " + leases.folder(), e);
    }
  }

  @Override
  public Duration duration() {
    return leases.duration();
  }

  @Override
  public Collection<String> sessions(String owner) {
    try {
      return leases.sessions(owner);
    } catch (IOException e) {
      LOG.warn("the leases of {} cannot be listed: {}", owner, e.toString());
      return List.of();
    }
  }

  @Override
  public void forget(String owner, String session, long tick) {
    try {
      boolean unused = leases.forget(owner, session, tick);
    } catch (IOException e) {
      LOG.warn("the lease {} of {} cannot be deleted: {}", session, owner, e.toString());
    }
  }

  @Override
  public OptionalLong unrenewedNanos(long tick) {
    return leases.unrenewedNanos(tick);
  }

  @Override
  public Optional<String> trouble() {
    return leases.trouble();
  }

  @Override
  public void closeAll() {
    leases.closeAll();
  }
}
