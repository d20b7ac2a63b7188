package io.health4j.recovery;

import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Due;
import io.health4j.recovery.RecoveryEngine.Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What happened: since the last call, to be told, and of late, to be shown. */
final class Journal {

  private final Deque<Attempt> recent = new ArrayDeque<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private long lastId;

  long nextId() {
    return ++lastId;
  }

  void tell(Attempt attempt) {
    attempts.add(attempt);
    if (recent.size() == RecoveryEngine.RECENT) {
      recent.removeFirst();
    }
    recent.addLast(attempt);
  }

  void order(Order order) {
    orders.add(order);
  }

  /** All since it was last asked. */
  Due take() {
    if (attempts.isEmpty()) {
      return Due.NOTHING;
    }
    var due = new Due(attempts, orders);
    attempts.clear();
    orders.clear();
    return due;
  }

  List<Attempt> recent() {
    return List.copyOf(recent);
  }
}
