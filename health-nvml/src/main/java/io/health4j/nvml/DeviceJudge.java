package io.health4j.nvml;

import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the driver says of a GPU as a whole: first its own verdict of what is to be done, then
 * whether the board's configuration memory is sound, then settings that an operator may have
 * forgotten, which are told and are no findings.
 *
 * <p>The InfoROM is read as a whole when it is validated, so that is done seldom: at the start and
 * once a day, and once an hour while it is damaged, so that a repair shows. An answer that says
 * neither leaves the last one standing. So does a setting that has no answer: what was told of it
 * is not told again.
 */
final class DeviceJudge implements Judge {

  private static final Duration SETTINGS_EVERY = Duration.ofMinutes(1);
  private static final Probe PERSISTENCE = setting(NvmlQuery.PERSISTENCE_MODE);
  private static final Probe ECC = setting(NvmlQuery.ECC_MODE);
  private static final Probe MIG = setting(NvmlQuery.MIG_MODE);
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final String DEVICE = "reported by the device";

  private final long inforomEvery;
  private final long[] values = new long[NvmlApi.MAX_VALUES];

  /** What was told and still holds, by what it is about. */
  private final Map<String, String> told = new HashMap<>();

  private boolean inforomDue = true;
  private int inforomCode = NvmlReturn.NO_DATA;
  private boolean inforomCorrupt;
  private long validatedAt;

  DeviceJudge(Gpu gpu, GpuSettings settings) {
    inforomEvery = (long) (settings.limit(GpuLimit.INFOROM_HOURS) * HOUR);
  }

  private static Probe setting(NvmlQuery query) {
    return new Probe(query, 0, SETTINGS_EVERY);
  }

  @Override
  public List<Probe> probes() {
    return List.of(DriverVerdict.PROBE, PERSISTENCE, ECC, MIG);
  }

  @Override
  public int read(NvmlApi api, long device) {
    if (!inforomDue) {
      return NvmlReturn.SUCCESS;
    }
    inforomCode = api.read(device, NvmlQuery.INFOROM, 0, values);
    return GpuSample.isFatal(inforomCode) ? inforomCode : NvmlReturn.SUCCESS;
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    judgeAction(sample, out);
    judgeInforom(sample.tick(), out);
    if (sample.has(PERSISTENCE)) {
      boolean off = sample.get(PERSISTENCE) == 0;
      tell("persistence", off ? "persistence mode is off" : "", out);
    }
    tellPending(sample, ECC, "ECC", "reboot", out);
    tellPending(sample, MIG, "MIG", "reset", out);
  }

  private void judgeAction(GpuSample sample, Verdicts out) {
    if (!sample.has(DriverVerdict.PROBE)) {
      return;
    }
    long number = sample.get(DriverVerdict.PROBE);
    DriverVerdict verdict = DriverVerdict.of(number);
    String unknown = "the driver wants recovery action " + number + ", which is unknown here";
    tell("recovery action", verdict == null ? unknown : "", out);
    if (verdict != null && verdict != DriverVerdict.NONE) {
      out.find(
          GpuCondition.RECOVERY_ACTION,
          "",
          verdict.status,
          OptionalDouble.of((double) number),
          OptionalDouble.empty(),
          DEVICE,
          verdict.remedy);
    }
  }

  private void judgeInforom(long now, Verdicts out) {
    if (inforomDue) {
      validatedAt = now;
      inforomCorrupt =
          inforomCode == NvmlReturn.CORRUPTED_INFOROM
              || (inforomCorrupt && inforomCode != NvmlReturn.SUCCESS);
    }
    inforomDue =
        now - validatedAt >= (inforomCorrupt ? Math.min(HOUR, inforomEvery) : inforomEvery);
    if (inforomCorrupt) {
      out.find(
          GpuCondition.INFOROM_CORRUPT,
          "",
          Status.WARNING,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          DEVICE,
          Reset.of("Reset the GPU; have the board serviced if its InfoROM is still damaged then."));
    }
  }

  private void tellPending(GpuSample sample, Probe probe, String what, String until, Verdicts out) {
    if (sample.has(probe)) {
      boolean pending = sample.get(probe, 0) != sample.get(probe, 1);
      String next = sample.get(probe, 1) == 1 ? "on" : "off";
      tell(what, pending ? what + " will be switched " + next + " at the next " + until : "", out);
    }
  }

  /** Tells what begins to hold; a message that is empty holds no longer. */
  private void tell(String about, String message, Verdicts out) {
    if (message.isEmpty()) {
      told.remove(about);
    } else if (!message.equals(told.put(about, message))) {
      out.tell("gpu.device", message);
    }
  }
}
