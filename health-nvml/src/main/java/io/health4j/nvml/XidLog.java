package io.health4j.nvml;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthSource.Subscription;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The XIDs of all GPUs that were reported, the latest of them, and the GPUs whose XIDs are not
 * reported. Who reads keeps the sequence number of the last that it saw; when the next is not one
 * more, the others came and went meanwhile. Thread-safe.
 */
final class XidLog {

  /** So many are kept. A reader is woken at each; a machine's burst is a few dozen. */
  static final int MAX_EVENTS = 1_024;

  private static final Logger LOG = LoggerFactory.getLogger(XidLog.class);

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final ArrayDeque<XidEvent> events = new ArrayDeque<>();

  private volatile long last;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Map<String, String> refusals = Map.of();

  /** Adds an XID, and wakes who listens. Never throws. */
  void add(String uuid, int xid, int gpuInstance, long tick) {
    synchronized (lock) {
      if (events.size() == MAX_EVENTS) {
        events.removeFirst();
      }
      long sequence = last + 1;
      events.addLast(new XidEvent(sequence, uuid, xid, gpuInstance, tick));
      last = sequence;
    }
    listeners.forEach(XidLog::wake);
  }

  private static void wake(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.warn("who is to be woken at an XID failed", e);
    }
  }

  /** What came after a sequence number, oldest first, as far as it is kept. */
  List<XidEvent> since(long sequence) {
    if (sequence >= last) {
      return List.of(); // the usual case takes no lock
    }
    synchronized (lock) {
      long skipped = Math.max(0, events.size() - (last - sequence));
      return events.stream().skip(skipped).toList();
    }
  }

  /** The sequence number of the latest; 0 before the first. */
  long last() {
    return last;
  }

  /** Wakes a listener after each XID, on the thread that reports it. */
  Subscription listen(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Tells whose XIDs are not reported, and why, by UUID; replaces what was told before. */
  void refused(Map<String, String> reasonByUuid) {
    refusals = Map.copyOf(reasonByUuid);
  }

  /** Why the XIDs of a GPU are not reported; null when they are. */
  @Nullable String refusal(String uuid) {
    return refusals.get(uuid);
  }
}
