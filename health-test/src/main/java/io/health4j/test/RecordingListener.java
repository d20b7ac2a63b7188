package io.health4j.test;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthEvent;
import io.health4j.HealthListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the events that it hears, the last {@value #DEFAULT_CAPACITY} or as many as it was told to,
 * and lets a test wait for one without sleeping. Thread-safe.
 */
public final class RecordingListener implements HealthListener {

  /** Ten times what a monitor itself queues for a listener: this project's own judgement. */
  public static final int DEFAULT_CAPACITY = 10_000;

  private static final int MAX_CAPACITY = 1_000_000;

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition heard = lock.newCondition();

  @GuardedBy("lock")
  private final Deque<HealthEvent> events = new ArrayDeque<>();

  @GuardedBy("lock")
  private long dropped;

  /** Creates a listener that keeps {@value #DEFAULT_CAPACITY} events. */
  public RecordingListener() {
    this(DEFAULT_CAPACITY);
  }

  /**
   * Creates a listener.
   *
   * @param capacity how many events it keeps, from 1 to 1,000,000; beyond that the oldest goes
   * @throws IllegalArgumentException when the capacity is out of range
   */
  public RecordingListener(int capacity) {
    if (capacity < 1 || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException("capacity must be from 1 to 1000000, was " + capacity);
    }
    this.capacity = capacity;
  }

  @Override
  public void on(HealthEvent event) {
    lock.lock();
    try {
      if (events.size() == capacity) {
        events.removeFirst();
        dropped++;
      }
      events.addLast(event);
      heard.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What was heard, from old to new.
   *
   * @return an immutable copy
   */
  public List<HealthEvent> events() {
    return events(HealthEvent.class);
  }

  /**
   * What was heard of one type, from old to new.
   *
   * @param type the type
   * @param <T> the type
   * @return an immutable copy
   */
  public <T extends HealthEvent> List<T> events(Class<T> type) {
    lock.lock();
    try {
      return events.stream().filter(type::isInstance).map(type::cast).toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until so many events of a type are kept, those that were heard before included.
   *
   * @param type the type
   * @param count how many, at least 1
   * @param timeout how long to wait at most
   * @param <T> the type
   * @return all of the type that are kept, from old to new
   * @throws AssertionError when the time is over; it tells what was heard instead
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public <T extends HealthEvent> List<T> await(Class<T> type, int count, Duration timeout)
      throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      List<T> found = events(type);
      while (found.size() < count) {
        if (left <= 0) {
          throw new AssertionError(missing(type, count, timeout));
        }
        left = heard.awaitNanos(left);
        found = events(type);
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private String missing(Class<?> type, int count, Duration timeout) {
    return "expected %d %s within %s, heard %d of them among %d events: %s"
        .formatted(
            count,
            type.getSimpleName(),
            timeout,
            events.stream().filter(type::isInstance).count(),
            events.size(),
            events.stream().map(event -> event.getClass().getSimpleName()).toList());
  }

  /**
   * How many events had to go because there was no room.
   *
   * @return a count that only grows
   */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }
}
