package io.health4j.nvml;

import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One family of one GPU, kept apart from the others: when its judge throws, that is said of this
 * family alone.
 *
 * <p>A query that fails for a moment must not end what was found with it. Which query a finding
 * came from nobody keeps; but when something of the family fails that had not failed yet when the
 * finding was made, the finding stands, and after {@link #PATIENCE} such samples in a row it is
 * UNKNOWN. What fails all the time holds nothing up that way. A family of which nothing at all can
 * be read for as long is UNKNOWN itself.
 */
final class Part {

  /** In samples (this project's own judgement). */
  private static final int PATIENCE = 3;

  private static final String UNSURE = "It cannot be read whether this still holds. ";

  /** A finding, when it was made last, and how often it stood since. */
  private record Held(Finding finding, long madeAt, int stood) {

    Finding again() {
      if (stood < PATIENCE) {
        return finding;
      }
      return new Finding(
          finding.condition(),
          finding.subject(),
          Status.UNKNOWN,
          finding.value(),
          finding.limit(),
          finding.limitSource(),
          UNSURE + finding.remedy());
    }

    boolean isIn(List<Finding> others) {
      return others.stream()
          .anyMatch(
              other ->
                  other.condition().equals(finding.condition())
                      && other.subject().equals(finding.subject()));
    }
  }

  private final String name;
  private final Judge judge;
  private final Mishap reading;
  private final Mishap judging;

  /** What came of the calls that the judge makes itself. */
  private final Map<Asked.Question, Answer> answers = new HashMap<>();

  private List<Held> held = List.of();
  private int blind;

  Part(Gpu gpu, String name, Judge judge) {
    this.name = name;
    this.judge = judge;
    this.reading = new Mishap(gpu.subject() + " " + name);
    this.judging = new Mishap(gpu.subject() + " " + name);
  }

  /** Takes over what outlasts a reset. */
  void resume(Part before) {
    judge.resume(before.judge);
  }

  List<Probe> probes() {
    return judge.probes();
  }

  boolean needsReading() {
    return judge.needsReading();
  }

  /** Makes the judge's own calls; the code that says that the GPU is lost, else SUCCESS. */
  int read(NvmlApi api, long device, long tick) {
    reading.isOver();
    try {
      return judge.read(new Asked(api, device, tick, answers), device);
    } catch (RuntimeException | Error e) {
      reading.happened(e);
      return NvmlReturn.SUCCESS;
    }
  }

  /** What came of the judge's own calls. */
  Collection<Answer> answers() {
    return answers.values();
  }

  /** Judges what was just read. */
  void judge(GpuSample sample, Verdicts out) {
    Verdicts own = guarded(sample, out);
    List<Answer> all = Stream.concat(sample.answers(probes()), answers.values().stream()).toList();
    stand(sample.tick(), all, own);
    blind = isBlind(sample.tick(), all) ? blind + 1 : 0;
    String remedy = mishap();
    if (remedy != null) {
      GpuTrouble.unreadable(name, remedy, own);
    } else if (blind >= PATIENCE) {
      int why = all.stream().filter(Answer::isFailing).findFirst().orElseThrow().told();
      GpuTrouble.unreadable(name, why, own);
    }
    out.add(own);
  }

  /** Judges what does not depend on a reading. */
  void judgeAnyway(GpuSample sample, Verdicts out) {
    Verdicts own = guarded(sample, out);
    String remedy = mishap();
    if (remedy != null) {
      GpuTrouble.unreadable(name, remedy, own);
    }
    out.add(own);
  }

  /** What the judge says; nothing when it throws, or could not read. */
  private Verdicts guarded(GpuSample sample, Verdicts out) {
    Verdicts own = out.fresh();
    judging.isOver();
    if (needsReading() && reading.remedy() != null) {
      return own;
    }
    try {
      judge.judge(sample, own);
      return own;
    } catch (RuntimeException | Error e) {
      judging.happened(e);
      return out.fresh();
    }
  }

  private @Nullable String mishap() {
    String remedy = reading.remedy();
    return remedy == null ? judging.remedy() : remedy;
  }

  private void stand(long tick, List<Answer> all, Verdicts own) {
    var next = new ArrayList<Held>();
    for (Finding finding : own.findings()) {
      if (finding.status().isFailing()) {
        next.add(new Held(finding, tick, 0));
      }
    }
    for (Held before : held) {
      if (!before.isIn(own.findings()) && isDoubtful(before, tick, all)) {
        var still = new Held(before.finding(), before.madeAt(), before.stood() + 1);
        next.add(still);
        own.findings().add(still.again());
      }
    }
    held = next;
  }

  private boolean isDoubtful(Held finding, long tick, List<Answer> all) {
    return mishap() != null
        || all.stream().anyMatch(answer -> answer.isFailingSince(finding.madeAt(), tick));
  }

  private static boolean isBlind(long tick, List<Answer> all) {
    return all.stream().anyMatch(answer -> answer.isFrom(tick) && answer.isFailing())
        && all.stream().noneMatch(Answer::isGood);
  }
}
