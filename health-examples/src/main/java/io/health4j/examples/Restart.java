package io.health4j.examples;

import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.recovery.RecoveryAction;
import io.health4j.recovery.RecoveryPolicy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Restarts workers that give no sign of life. Those that fail at their tasks are left alone: they
 * live, and a restart gives them no better blocks to check.
 */
final class Restart implements RecoveryAction {

  private final Map<String, Worker> workers;
  private final Ledger ledger;

  private Restart(List<Worker> workers, Ledger ledger) {
    this.workers =
        workers.stream().collect(Collectors.toUnmodifiableMap(Worker::name, Function.identity()));
    this.ledger = ledger;
  }

  /**
   * When workers are restarted.
   *
   * @param enforce whether it is done, or only told
   */
  static RecoveryPolicy policy(List<Worker> workers, Ledger ledger, boolean enforce) {
    RecoveryPolicy policy =
        RecoveryPolicy.on(Status.CRITICAL)
            .named("hung-worker")
            .check(WorkerWatch.HEARTBEAT)
            .attempt(new Restart(workers, ledger), 2);
    return enforce ? policy.enforce() : policy;
  }

  @Override
  public String name() {
    return "restart";
  }

  @Override
  public String recover(Target target) {
    Worker worker = workers.get(target.id());
    if (worker == null) {
      throw new IllegalStateException("there is no such worker");
    }
    String did = worker.restart();
    ledger.restarted(worker.name());
    return did;
  }
}
