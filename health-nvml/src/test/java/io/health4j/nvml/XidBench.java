package io.health4j.nvml;

import io.health4j.check.CheckContext;
import io.health4j.check.Finding;
import io.health4j.check.Occurrence;
import io.health4j.check.Reading;
import io.health4j.check.Target;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** One GPU under one judge, on a clock that stands until it is moved. */
final class XidBench {

  static final long HANDLE = 7;

  final XidNvml api = new XidNvml();
  final XidLog log = new XidLog();
  final Gpu gpu = gpu(0);
  GpuSettings settings = GpuSettings.defaults();
  final LostTime lostTime = new LostTime();
  private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();
  final Ticker ticker = () -> now;
  private Judge judge;
  private XidJudge xids;
  private GpuSample sample;

  XidBench() {
    judge = new DeviceJudge(gpu, settings);
    xids = new XidJudge(gpu, settings, log, 0);
    sample = new GpuSample(gpu, judge.probes());
  }

  static Gpu gpu(int index) {
    return new Gpu(index, "GPU-" + index, "00000000:1B:00.0", "NVIDIA H100", "");
  }

  XidBench of(Judge other) {
    judge = other;
    sample = new GpuSample(gpu, judge.probes());
    return this;
  }

  XidBench ofXids() {
    xids = new XidJudge(gpu, settings, log, log.last());
    return of(xids);
  }

  /** The GPU is lost: another reader is made. */
  void lost() {
    xids.another();
  }

  /** That reader could read it. */
  void back() {
    xids.reset();
  }

  void advance(Duration by) {
    now += by.toNanos();
  }

  void advance(int seconds) {
    advance(Duration.ofSeconds(seconds));
  }

  /** What the driver says is to be done. */
  void action(long number) {
    api.answer(HANDLE, NvmlQuery.FIELD, NvmlReturn.SUCCESS, number);
  }

  void xid(int xid) {
    xid(gpu.uuid(), xid);
  }

  void xid(String uuid, int xid) {
    log.add(uuid, xid, -1, now);
  }

  /** Reads and judges. */
  Verdicts sample() {
    sample.read(api, HANDLE, now);
    judge.read(api, HANDLE);
    return unread();
  }

  /** Judges what was read last. */
  Verdicts unread() {
    var context = CheckContext.of(Target.of("host"), null, ticker, lostTime);
    var out = new Verdicts(context, settings, gpu, gpu.attributes());
    judge.judge(sample, out);
    return out;
  }

  /** Findings in short: subject's part, status, value, limit. */
  static List<String> findings(Verdicts out) {
    return out.findings().stream().map(XidBench::text).toList();
  }

  private static String text(Finding f) {
    String part = f.subject().substring(f.subject().indexOf(')') + 1).strip();
    return (f.condition() + " " + part + " " + f.status() + number(f.value()) + number(f.limit()))
        .replace("  ", " ");
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? "" : " " + (long) value.getAsDouble();
  }

  static List<String> told(Verdicts out) {
    return out.occurrences().stream()
        .map(Occurrence::message)
        .map(m -> m.substring(m.indexOf(": ") + 2))
        .toList();
  }

  static List<String> readings(Verdicts out) {
    return out.readings().stream().map(XidBench::text).toList();
  }

  private static String text(Reading r) {
    String xid = r.attributes().get("xid");
    return r.metric().name() + (xid == null ? "" : " " + xid) + " " + (long) r.value();
  }
}
