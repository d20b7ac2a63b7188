package io.health4j.nvml;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.WARNING;

import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Looks at the GPU's place in the fabric that NVSwitches make. A GPU that is not registered with
 * the fabric manager cannot use its links, and CUDA may not start; that lasts a while at each boot,
 * so it is no more than a warning. Once it is registered, the fabric manager tells what it thinks
 * of the GPU in bits: each that is set is a finding. What can still end by itself is a warning, and
 * the rest is critical. The summary counts only when no bit says as much. Without a fabric there is
 * nothing to say.
 */
final class FabricJudge implements Judge {

  private static final Probe FABRIC = Probe.of(NvmlQuery.FABRIC);

  private static final int NOT_STARTED = 1;
  private static final int IN_PROGRESS = 2;
  private static final int COMPLETED = 3;

  private static final int UNHEALTHY = 2;
  private static final int LIMITED = 3;

  private static final int CONFIGURATION_SHIFT = 8;
  private static final int CONFIGURATION_WIDTH = 0xf;

  /** The first value of the configuration that is wrong; 0 is unknown and 1 is right. */
  private static final int MISCONFIGURED = 2;

  private static final List<String> MISTAKES =
      List.of(
          "wrong system GUID",
          "wrong chassis serial number",
          "no partition",
          "too few NVLinks",
          "incompatible GPU firmware",
          "invalid location",
          "invalid GPU state");

  /** Two bits of the health, which are 1 when it is so and 2 when not. */
  private record Flag(int shift, String part, Status status, String remedy) {
    boolean isSet(long health) {
      return (health >> shift & 3) == 1;
    }
  }

  private static final List<Flag> FLAGS =
      List.of(
          new Flag(
              0,
              "degraded bandwidth",
              CRITICAL,
              Reset.of(
                  "Look for NVLinks that are down, check cables and switches, and reset the GPU")),
          new Flag(
              2,
              "route recovery",
              WARNING,
              "Wait for the fabric manager to recover the routes; read its log if it takes long"),
          new Flag(
              4,
              "unhealthy route",
              CRITICAL,
              "Move work off this GPU, check cables and switches, and restart the fabric manager"),
          new Flag(
              6,
              "access timeout recovery",
              WARNING,
              Reset.of("Wait for the recovery to end; reset the GPU if it takes long")));

  @Override
  public List<Probe> probes() {
    return List.of(FABRIC);
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    if (!sample.has(FABRIC)) {
      return;
    }
    long state = sample.get(FABRIC, 0);
    if (state == NOT_STARTED) {
      findTraining(state, out, "Start the fabric manager");
    } else if (state == IN_PROGRESS) {
      findTraining(
          state,
          out,
          "Wait for the links to be trained; read the fabric manager's log if it lasts");
    } else if (state == COMPLETED) {
      judgeRegistration((int) sample.get(FABRIC, 1), out);
      judgeHealth(sample.get(FABRIC, 2), sample.get(FABRIC, 3), out);
    }
  }

  private static void findTraining(long state, Verdicts out, String remedy) {
    find("training", WARNING, state, COMPLETED, out, remedy);
  }

  private static void judgeRegistration(int code, Verdicts out) {
    if (code != NvmlReturn.SUCCESS) {
      find(
          "registration",
          CRITICAL,
          code,
          NvmlReturn.SUCCESS,
          out,
          Reset.of(
              "Restart the fabric manager and reset the GPU: its registration with the fabric ended"
                  + " in "
                  + NvmlReturn.text(code)));
    }
  }

  /** Health below 0, all of whose bits are 1, is not known. */
  private static void judgeHealth(long health, long summary, Verdicts out) {
    Status worst = Status.HEALTHY;
    for (Flag flag : FLAGS) {
      if (flag.isSet(health)) {
        worst = worst.worse(flag.status);
        find(flag.part, flag.status, 1, 0, out, flag.remedy);
      }
    }
    long configuration = health > 0 ? health >> CONFIGURATION_SHIFT & CONFIGURATION_WIDTH : 0;
    if (configuration >= MISCONFIGURED) {
      worst = CRITICAL;
      find("configuration", CRITICAL, configuration, 1, out, correct((int) configuration));
    }
    Status told = summary == UNHEALTHY ? CRITICAL : summary == LIMITED ? WARNING : Status.HEALTHY;
    if (told.compareTo(worst) > 0) {
      find(
          "health",
          told,
          summary,
          1,
          out,
          Reset.of("Read the fabric manager's log, and reset the GPU"));
    }
  }

  private static String correct(int configuration) {
    int mistake = configuration - MISCONFIGURED;
    String name = mistake < MISTAKES.size() ? MISTAKES.get(mistake) : "number " + configuration;
    return "Correct the fabric's configuration (" + name + ") and restart the fabric manager";
  }

  private static void find(
      String part, Status status, long value, long limit, Verdicts out, String remedy) {
    out.find(
        GpuCondition.FABRIC,
        "fabric " + part,
        status,
        OptionalDouble.of((double) value),
        OptionalDouble.of((double) limit),
        "reported by the device",
        remedy);
  }
}
