package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.test.ManualTicker;
import io.health4j.time.LostTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkerTest {

  private static final int DAMAGED_EVERY = 4;

  private final ManualTicker ticker = new ManualTicker();
  private final Tally tally = new Tally();
  private final Worker worker =
      new Worker("w", DAMAGED_EVERY, new Blocks(new Random(1)), tally, ticker);
  private final HealthCheck heartbeat = worker.heartbeat().health();
  private final HealthCheck tasks = worker.tasks().health();

  private CheckResult look(HealthCheck check) throws Exception {
    return check.check(CheckContext.of(Target.of("w"), null, ticker, new LostTime()));
  }

  private double active() throws Exception {
    return look(tasks).readings().stream()
        .filter(reading -> reading.metric().name().equals("health.task.active"))
        .mapToDouble(Reading::value)
        .sum();
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      ticker.advance(Duration.ofMillis(Pool.ROUND_MILLIS));
      worker.give(i % Blocks.COUNT);
      worker.turn();
    }
  }

  @Test
  void turn_well_worksAndBeats() throws Exception {
    rounds(100);

    assertThat(worker.waiting()).isZero();
    assertThat(tally.toString()).isEqualTo("100 done, 0 failed, 0 refused by full queues");
    assertThat(look(heartbeat).status()).isEqualTo(Status.HEALTHY);
    assertThat(look(tasks).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void turn_hang_beatsNoMoreAndItsQueueFills() throws Exception {
    rounds(10);
    worker.suffer(Mishap.HANG);

    rounds(120);

    assertThat(look(heartbeat).findings())
        .extracting(Finding::condition)
        .containsExactly("heartbeat-missed");
    assertThat(active()).isEqualTo(1); // the task that waits for its answer
    assertThat(worker.waiting()).isEqualTo(Worker.ROOM);
    assertThat(tally.toString()).isEqualTo("10 done, 0 failed, 19 refused by full queues");
  }

  @Test
  void recover_afterHang_endsTheTaskAndWorksOffTheRest() throws Exception {
    worker.suffer(Mishap.HANG);
    rounds(60);
    worker.recover();

    rounds(20); // 3 tasks fewer wait after each

    assertThat(worker.waiting()).isZero();
    assertThat(active()).isZero();
    assertThat(tally.toString()).isEqualTo("80 done, 0 failed, 0 refused by full queues");
    assertThat(look(heartbeat).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void restart_whileItHangs_givesTheTaskUpAndWorksOffTheRest() throws Exception {
    rounds(10);
    worker.suffer(Mishap.HANG);
    rounds(60);

    assertThat(worker.restart()).isEqualTo("restarted, and the task without an answer given up");
    rounds(20);

    assertThat(worker.life()).isEqualTo(1);
    assertThat(active()).isZero();
    assertThat(worker.waiting()).isZero();
    assertThat(tally.toString()).isEqualTo("89 done, 1 failed, 0 refused by full queues");
    assertThat(look(heartbeat).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void restart_afterItVanished_bringsItBack() throws Exception {
    worker.suffer(Mishap.VANISH);
    rounds(70);

    assertThat(worker.restart()).isEqualTo("restarted");
    assertThat(look(heartbeat).status()).isEqualTo(Status.CRITICAL); // until it beats
    rounds(1);
    assertThat(look(heartbeat).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void turn_fail_everyFourthBlockIsDamaged() throws Exception {
    worker.suffer(Mishap.FAIL);

    rounds(40);

    Finding finding = look(tasks).findings().get(0);
    assertThat(finding.condition()).isEqualTo(Mishap.FAIL.condition());
    assertThat(finding.value()).hasValue(1.0 / DAMAGED_EVERY);
    assertThat(tally.failed().sum()).isEqualTo(10);
    assertThat(look(heartbeat).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void turn_vanished_isSilentUntilItComesBack() throws Exception {
    worker.suffer(Mishap.VANISH);
    rounds(70);
    CheckResult gone = look(heartbeat);
    worker.recover();

    rounds(1);

    assertThat(gone.status()).isEqualTo(Status.CRITICAL);
    assertThat(look(heartbeat).status()).isEqualTo(Status.HEALTHY);
    assertThat(worker.waiting()).isEqualTo(71 - Worker.TASKS_PER_TURN);
  }

  @Test
  void give_signedOff_getsNoTasks() {
    worker.suffer(Mishap.SIGN_OFF);

    rounds(200);

    assertThat(worker.waiting()).isZero();
    assertThat(tally.toString()).isEqualTo("0 done, 0 failed, 0 refused by full queues");
  }
}
