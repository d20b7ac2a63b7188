package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Checks that hold something are told when they are needed no more. */
final class CheckClosingTest {

  /** A check that counts how often it is closed. */
  private static class Closing implements HealthCheck.Closeable {
    final AtomicInteger closes = new AtomicInteger();
    final CountDownLatch closed = new CountDownLatch(1);
    volatile String closedBy = "";

    @Override
    public CheckResult check(CheckContext context) {
      return CheckResult.healthy();
    }

    @Override
    public void close() {
      closes.incrementAndGet();
      closedBy = Thread.currentThread().getName();
      closed.countDown();
      last();
    }

    void last() {}

    boolean isClosed() throws InterruptedException {
      return closed.await(30, TimeUnit.SECONDS);
    }
  }

  private final Closing check = new Closing();

  @Test
  void unwatch_ofATarget_closesItsChecksOnAThreadOfTheirOwn() throws Exception {
    var other = new Closing();
    try (var bed = new Bed(t -> t.check("stays", other))) {
      bed.monitor.watch("u", t -> t.check("a", check).check("b", Bed.answering(Status.HEALTHY)));
      bed.monitor.poll();
      assertThat(check.closes).hasValue(0);
      bed.monitor.unwatch("u");
      assertThat(check.isClosed()).isTrue();
      assertThat(check.closedBy).isEqualTo("health4j-closer");
      assertThat(other.closes).hasValue(0);
    }
    assertThat(other.isClosed()).isTrue();
  }

  @Test
  void close_ofAMonitor_closesAllChecksOnce() throws Exception {
    var second = new Closing();
    var bed = new Bed(t -> t.check("a", check).check("b", second));
    bed.monitor.poll();
    bed.close();
    bed.close();
    assertThat(check.isClosed()).isTrue();
    assertThat(second.isClosed()).isTrue();
    assertThat(bed.monitor.unwatch("t")).isTrue();
    assertThat(check.closes).hasValue(1);
    assertThat(second.closes).hasValue(1);
  }

  @Test
  void close_afterTheTargetWasUnwatched_closesItsChecksNoSecondTime() throws Exception {
    try (var bed = new Bed(t -> t.check("a", check))) {
      bed.monitor.unwatch("t");
      assertThat(check.isClosed()).isTrue();
      bed.monitor.unwatch("t");
    }
    assertThat(check.closes).hasValue(1);
  }

  @Test
  void close_ofACheckThatWasNeverCalled_closesItAllTheSame() throws Exception {
    new Bed(t -> t.check("a", check)).close();
    assertThat(check.isClosed()).isTrue();
  }

  @Test
  void close_ofACheckThatThrows_isCountedAndOthersAreClosed() throws Exception {
    var throwing =
        new Closing() {
          @Override
          void last() {
            throw new IllegalStateException("it does not close");
          }
        };
    var bed = new Bed(t -> t.check("a", throwing).check("b", check));
    InTime.assertThen(
        bed, "what it threw is counted", () -> bed.monitor.statistics().callbackFailures() == 1);
    assertThat(check.isClosed()).isTrue();
    assertThat(throwing.isClosed()).isTrue();
  }

  @Test
  void close_ofACheckThatHangs_holdsUpNeitherOthersNorTheHost() throws Exception {
    var stuck = new Hang();
    var hanging =
        new Closing() {
          @Override
          void last() {
            stuck.hang();
          }
        };
    try {
      new Bed(t -> t.check("a", hanging).check("b", check)).close();
      assertThat(hanging.isClosed()).isTrue();
      assertThat(check.isClosed()).isTrue();
    } finally {
      stuck.release();
    }
  }

  @Test
  void unwatch_whileACallIsUnderWay_closesTheCheckDuringIt() throws Exception {
    var hang = new Hang();
    var busy =
        new Closing() {
          @Override
          public CheckResult check(CheckContext context) {
            return hang.check(context);
          }
        };
    try (var monitor = HealthMonitor.builder().watch("t", t -> t.check("a", busy)).start()) {
      assertThat(hang.entered.await(30, TimeUnit.SECONDS)).isTrue();
      monitor.unwatch("t");
      assertThat(busy.isClosed()).isTrue();
      hang.release();
    }
    assertThat(busy.closes).hasValue(1);
    assertThat(hang.calls).hasValue(1);
  }
}
