package io.health4j.examples;

import io.health4j.HealthMonitor;
import io.health4j.time.Ticker;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lets what is planned happen to the workers when it is due, and lets it pass again. Not
 * thread-safe but for {@link #begin}.
 */
final class Mishaps {

  private final MishapPlan plan;
  private final Pool pool;
  private final HealthMonitor monitor;
  private final Ledger ledger;
  private final Ticker ticker;
  private final EventLog events;
  private final List<Due> due = new ArrayList<>();
  private volatile boolean begun;
  private boolean any;
  private long waveTick;

  Mishaps(
      MishapPlan plan,
      Pool pool,
      HealthMonitor monitor,
      Ledger ledger,
      Ticker ticker,
      EventLog events) {
    this.plan = plan;
    this.pool = pool;
    this.monitor = monitor;
    this.ledger = ledger;
    this.ticker = ticker;
    this.events = events;
  }

  /** Something to be done at a tick. */
  private record Due(long tick, Runnable what) {}

  /** The first wave begins with the next {@link #advance}. */
  void begin() {
    begun = true;
  }

  /** Does what is due by now. */
  void advance() {
    if (!begun) {
      return;
    }
    long now = ticker.read();
    if (!any || now - waveTick >= MishapPlan.WAVE.toNanos()) {
      any = true;
      waveTick = now;
      wave();
    }
    List<Due> ripe = due.stream().filter(each -> now - each.tick >= 0).toList();
    due.removeAll(ripe);
    ripe.forEach(each -> each.what.run());
  }

  private void wave() {
    List<Worker> well =
        pool.workers().stream().filter(worker -> ledger.isWell(worker.name())).toList();
    Map<Mishap, Integer> counts = new EnumMap<>(Mishap.class);
    for (MishapPlan.Planned planned : plan.wave(well, pool.workers().size())) {
      counts.merge(planned.mishap(), 1, Integer::sum);
      long begins = waveTick + planned.after().toNanos();
      due.add(new Due(begins, () -> happen(planned, begins + planned.lasts().toNanos())));
    }
    events.tell(
        Texts.format("trouble begins within %d s: ", MishapPlan.SPREAD.toSeconds())
            + counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().verb())
                .collect(Collectors.joining(", ")));
  }

  private void happen(MishapPlan.Planned planned, long endTick) {
    Worker worker = planned.worker();
    Mishap mishap = planned.mishap();
    int life = worker.life();
    due.add(new Due(endTick, () -> pass(planned, life)));
    ledger.began(worker.name(), mishap);
    worker.suffer(mishap);
    if (mishap == Mishap.SIGN_OFF) {
      monitor.unwatch(worker.name());
      events.tell(worker.name() + " signs off, and is watched no longer");
    }
  }

  private void pass(MishapPlan.Planned planned, int life) {
    Worker worker = planned.worker();
    if (worker.life() != life) {
      return; // it was restarted, and what happens to it now is something else
    }
    worker.recover();
    if (planned.mishap() == Mishap.SIGN_OFF) {
      worker.heartbeat().beat(); // it signs on, which is a sign of life
      monitor.watch(worker.name(), WorkerWatch.of(worker));
      events.tell(worker.name() + " signs on again");
    }
    ledger.ended(worker.name());
  }
}
