package io.health4j.dashboards;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import java.util.concurrent.locks.LockSupport;

/** A check that is well until it is told to hang, deaf to interrupts. Thread-safe. */
final class CannedHang implements HealthCheck {

  private static final long LOOK = 10_000_000;

  private volatile boolean hanging;

  /** Whether it hangs from now on; a call that hangs returns when it no longer does. */
  void hang(boolean value) {
    hanging = value;
  }

  @Override
  public CheckResult check(CheckContext context) {
    while (hanging) {
      LockSupport.parkNanos(this, LOOK);
      Thread.interrupted(); // deaf, as a native call is
    }
    return CheckResult.healthy("can be written");
  }
}
