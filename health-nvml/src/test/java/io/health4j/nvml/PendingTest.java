package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

final class PendingTest {

  private final FutureTask<Integer> task = new FutureTask<>(() -> 7);
  private final Pending<Integer> pending = new Pending<>(task, 0);

  /** A thread that is interrupted cannot wait, which shows whether it would. */
  @Test
  void await_ofWhatIsLate_waitsOnce() throws InterruptedException {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> pending.await(Long.MAX_VALUE))
        .isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    pending.await(Long.MAX_VALUE);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(pending.thrown()).isNull();
  }

  @Test
  void await_ofWhatIsDone_waitsNot() throws InterruptedException {
    task.run();
    Thread.currentThread().interrupt();
    pending.await(Long.MAX_VALUE);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(pending.isDone()).isTrue();
    assertThat(pending.result()).isEqualTo(7);
  }

  @Test
  void result_ofWhatWasNeverBegun_isNone() throws InterruptedException {
    task.cancel(false);
    pending.await(0);
    assertThat(pending.result()).isNull();
    assertThat(pending.thrown()).isNull();
    assertThat(pending.isCancelled()).isTrue();
  }

  @Test
  void thrown_ofWhatThrew_isThat() throws InterruptedException {
    var broken = new IllegalStateException("broken");
    var failed =
        new Pending<>(
            new FutureTask<Integer>(
                () -> {
                  throw broken;
                }),
            0);
    failed.task().run();
    failed.await(0);
    assertThat(failed.thrown()).isSameAs(broken);
    assertThat(failed.result()).isNull();
    assertThat(failed.isCancelled()).isFalse();
  }
}
