package io.health4j;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A check that hangs as a native call does: no interrupt ends it, only {@link #release()}. */
final class Hang implements HealthCheck {

  final AtomicInteger calls = new AtomicInteger();
  final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Override
  public CheckResult check(CheckContext context) {
    calls.incrementAndGet();
    hang();
    return CheckResult.healthy();
  }

  void hang() {
    entered.countDown();
    boolean interrupted = false;
    while (true) {
      try {
        released.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  void release() {
    released.countDown();
  }
}
