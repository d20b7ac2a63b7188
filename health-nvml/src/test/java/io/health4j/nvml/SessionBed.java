package io.health4j.nvml;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A session over a fake driver, lanes that can be held, and a clock moved by hand. */
final class SessionBed {

  /** Long, since a thread that takes its time to end is not what is looked at. */
  private static final long STOP_MILLIS = 20_000;

  static final Duration INTERVAL = Duration.ofSeconds(5);

  final FakeDriver driver;
  final HeldLanes lanes = new HeldLanes();
  final LostTime lostTime = new LostTime();
  final Nvml session;

  /** Close to overflow, so that comparing ticks instead of subtracting them shows. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(3).toNanos());

  final Ticker ticker = now::get;
  private final IdentityHashMap<GpuCheck, CheckResult> previous = new IdentityHashMap<>();

  SessionBed(int gpus) {
    driver = new FakeDriver(gpus);
    session = new Nvml(driver, lanes, Duration.ZERO, STOP_MILLIS);
  }

  GpuCheck check() {
    return check(EnumSet.allOf(GpuFamily.class), 0);
  }

  GpuCheck check(GpuFamily family) {
    return check(Set.of(family), 0);
  }

  GpuCheck check(Set<GpuFamily> families, int expected) {
    var settings = new GpuSettings(Map.of(), Set.of(), XidTable.defaults(), expected, false);
    return new GpuCheck(session, families, settings);
  }

  /** Looks, and lets an interval pass. */
  CheckResult look(GpuCheck check) {
    var target = new Target("t", Attributes.none());
    CheckResult result;
    try {
      result = check.check(CheckContext.of(target, previous.get(check), ticker, lostTime));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (result.status() != Status.UNKNOWN) {
      previous.put(check, result);
    }
    pass(INTERVAL);
    return result;
  }

  void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  static List<String> conditions(CheckResult result) {
    return result.findings().stream().map(Finding::condition).toList();
  }

  static Finding only(CheckResult result) {
    if (result.findings().size() != 1) {
      throw new AssertionError("not one finding: " + result.findings());
    }
    return result.findings().get(0);
  }

  static double reading(CheckResult result, String metric, String attribute, String value) {
    return result.readings().stream()
        .filter(each -> each.metric().name().equals(metric))
        .filter(each -> attribute.isEmpty() || value.equals(each.attributes().get(attribute)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + metric + " in " + result.readings()))
        .value();
  }
}
