package io.health4j;

import io.health4j.alert.Outbox;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An outbox of the host's that may throw: what cannot be kept counts as dropped, and what cannot be
 * read as absent, until it can.
 */
final class SafeOutbox implements Outbox {

  private final Outbox outbox;
  private final Guard guard;

  SafeOutbox(Outbox outbox, Guard guard) {
    this.outbox = outbox;
    this.guard = guard;
  }

  private <T> T call(Supplier<@Nullable T> call, T otherwise) {
    T answer = guard.call("outbox ", outbox.getClass().getName(), call);
    return answer == null ? otherwise : answer;
  }

  @Override
  public Optional<Entry> put(Entry entry) {
    return call(() -> outbox.put(entry), Optional.of(entry));
  }

  @Override
  public Optional<Entry> next(String lane) {
    return call(() -> outbox.next(lane), Optional.empty());
  }

  @Override
  public List<Entry> find(String lane, String route) {
    return call(() -> outbox.find(lane, route), List.of());
  }

  @Override
  public void remove(long id) {
    guard.run("outbox " + outbox.getClass().getName(), () -> outbox.remove(id));
  }

  @Override
  public int size(String lane) {
    return call(() -> outbox.size(lane), 0);
  }

  @Override
  public long nextId() {
    return call(outbox::nextId, 0L);
  }

  @Override
  public boolean isDurable() {
    return call(outbox::isDurable, false);
  }
}
