package io.health4j.nvml;

import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlReturn;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Why a GPU cannot be read, as findings. A check that looks at {@link GpuFamily#LOST} says what it
 * is; another one says that it knows nothing of this GPU.
 */
final class GpuTrouble {

  private static final String REPORTED = "reported by the device";
  private static final String LOST =
      "Move its work to another GPU, then power-cycle the machine; if the GPU is lost again, have"
          + " its seat, its power supply and the board looked at.";
  private static final String RESET =
      Reset.of("Stop what uses the GPU, then reset it (nvidia-smi --gpu-reset) or reboot.");
  static final String MISSING =
      "Look whether lspci shows it and whether it has power, then reboot; if it was taken out on"
          + " purpose, restart this process or set expect(…).";
  private static final String HUNG =
      "Look into the kernel log for lines with NVRM or Xid; if the call stays away, reboot.";
  private static final String KERNEL_LOG = "Look into the kernel log for lines with NVRM or Xid.";
  static final String NO_THREAD =
      "Let this process have more threads (ulimit -u, or pids.max of its control group): there was"
          + " none for the calls to the driver.";
  private static final String WAIT = "Wait for the first reading, which is under way.";

  private final Set<GpuFamily> families;
  private final GpuSettings settings;
  private final Verdicts out;

  GpuTrouble(Set<GpuFamily> families, GpuSettings settings, Verdicts out) {
    this.families = families;
    this.settings = settings;
    this.out = out;
  }

  /**
   * The driver counts fewer GPUs than before, and this is one of those that are gone.
   *
   * @param before what it answered last: one that was lost is lost until it is counted again
   */
  void missing(Roster roster, int before) {
    if (looksAt(GpuCondition.MISSING)) {
      int required = required(roster, settings);
      out.find(
          GpuCondition.MISSING,
          Status.CRITICAL,
          roster.found(),
          required,
          source(settings),
          MISSING);
      if (GpuSample.isFatal(before) && looksAt(condition(before))) {
        lost(before);
      }
    } else {
      unknown(MISSING, OptionalDouble.empty());
    }
  }

  /** How many GPUs there should be. */
  static int required(Roster roster, GpuSettings settings) {
    return settings.expected() > 0 ? settings.expected() : roster.most();
  }

  private static GpuCondition condition(int code) {
    return code == NvmlReturn.GPU_IS_LOST ? GpuCondition.LOST : GpuCondition.RESET_REQUIRED;
  }

  /** Where that number comes from. */
  static String source(GpuSettings settings) {
    return settings.expected() > 0 ? "configured" : "found at the start";
  }

  /** It fell off the bus, or must be reset. */
  void lost(int code) {
    GpuCondition condition = condition(code);
    String remedy = condition == GpuCondition.LOST ? LOST : RESET;
    if (looksAt(condition)) {
      var none = OptionalDouble.empty();
      out.find(condition, "", Status.CRITICAL, none, none, REPORTED, remedy);
    } else {
      unknown(remedy, OptionalDouble.of(code));
    }
  }

  /** A call to it has not come back for so long. */
  void hung(double seconds, Status status) {
    if (looksAt(GpuCondition.HUNG)) {
      GpuLimit limit = GpuLimit.HANG_SECONDS;
      out.find(
          GpuCondition.HUNG, status, seconds, settings.limit(limit), settings.source(limit), HUNG);
    } else {
      unknown(HUNG, OptionalDouble.empty());
    }
  }

  /**
   * It answers with an error, whatever it is asked.
   *
   * @param part what of it; empty for all
   */
  static void unreadable(String part, int code, Verdicts out) {
    NvmlState state = NvmlState.of(code);
    String remedy = state == NvmlState.NO_PERMISSION ? state.remedy() : KERNEL_LOG;
    remedy = "The driver says: " + NvmlReturn.text(code) + ". " + remedy;
    unknown(part, remedy, OptionalDouble.of(code), out);
  }

  /** It, or a part of it, could not be read for a reason that lies in this process. */
  static void unreadable(String part, String remedy, Verdicts out) {
    unknown(part, remedy, OptionalDouble.empty(), out);
  }

  /** It has not been read yet. */
  void unread() {
    unknown(WAIT, OptionalDouble.empty());
  }

  private void unknown(String remedy, OptionalDouble code) {
    unknown("", remedy, code, out);
  }

  private static void unknown(String part, String remedy, OptionalDouble code, Verdicts out) {
    String source = code.isPresent() ? REPORTED : "";
    out.find(
        GpuCondition.UNREADABLE,
        part,
        Status.UNKNOWN,
        code,
        OptionalDouble.empty(),
        source,
        remedy);
  }

  private boolean looksAt(GpuCondition condition) {
    return families.contains(GpuFamily.LOST) && settings.looksAt(condition);
  }
}
