package io.health4j;

import io.health4j.alert.Alert;
import io.health4j.alert.AlertSink;
import io.health4j.alert.Notification;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A sink that keeps what it was told, answers what it was given, and that a test can wait on. */
final class Told implements AlertSink {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  final Deque<Delivery> answers = new ArrayDeque<>();
  private final List<Notification> notifications = new ArrayList<>();
  private final String name;
  int calls;
  volatile boolean closed;

  Told() {
    this("told");
  }

  Told(String name) {
    this.name = name;
  }

  @Override
  public synchronized Delivery deliver(Notification notification) {
    calls++;
    Delivery answer = answers.isEmpty() ? Delivery.delivered() : answers.remove();
    if (answer.outcome() == Delivery.Outcome.DELIVERED) {
      notifications.add(notification);
      notifyAll();
    }
    return answer;
  }

  synchronized List<Notification> notifications() {
    return List.copyOf(notifications);
  }

  /** {@code rule target STATE}, of all that was told. */
  synchronized List<String> told() {
    return notifications.stream().flatMap(each -> each.alerts().stream()).map(Told::text).toList();
  }

  static String text(Alert alert) {
    return alert.rule() + " " + alert.target().id() + " " + alert.state();
  }

  synchronized void await(String what, Predicate<List<String>> condition)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.test(told())) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("never told of " + what + "; told " + told());
      }
      wait(left);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
