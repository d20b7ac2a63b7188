package io.health4j.docker.orphan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of leases itself. */
final class LeasesBook implements LeaseBook {

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private final Leases leases;
  private final AtomicBoolean untidy = new AtomicBoolean();

  LeasesBook(Leases leases) {
    this.leases = leases;
  }

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
  public Collection<String> ended(String owner, long tick) {
    try {
      return leases.ended(owner, tick);
    } catch (IOException e) {
      told(owner, e);
      return List.of();
    }
  }

  @Override
  public void forget(String owner, String session, long tick) {
    try {
      if (leases.forget(owner, session, tick)) {
        untidy.set(false);
      }
    } catch (IOException e) {
      told(owner, e);
    }
  }

  /** Files that stay do no harm: one line is enough, until some can be deleted again. */
  private void told(String owner, IOException e) {
    if (untidy.compareAndSet(false, true)) {
      LOG.warn(
          "leases of {} cannot be tidied up, further failures are not told: {}",
          owner,
          e.toString());
    }
  }

  @Override
  public OptionalLong unrenewedNanos() {
    return leases.unrenewedNanos();
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
