package io.health4j.nvml;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.Finding;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.time.LostTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One judge over one GPU that answers as it is told, sampled by hand. The clock starts close to the
 * end of a long. What was not set is not supported.
 */
final class JudgeRig extends QuietNvml {

  static final Gpu GPU = new Gpu(3, "GPU-abc", "00000000:1B:00.0", "NVIDIA H100", "");

  private record Key(NvmlQuery query, int argument) {}

  private final Map<Key, long[]> values = new HashMap<>();
  private final Map<Key, Integer> failures = new HashMap<>();
  private final Map<Key, Integer> asked = new HashMap<>();
  private final GpuSettings settings;
  private final Attributes attributes = GPU.attributes();
  private Judge judge;
  private GpuSample sample;
  private long now = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
  private final Map<Asked.Question, Answer> own = new HashMap<>();
  private @Nullable Verdicts last;

  JudgeRig(Judge judge) {
    this(judge, GpuSettings.defaults());
  }

  JudgeRig(Judge judge, GpuSettings settings) {
    this.judge = judge;
    this.settings = settings;
    this.sample = new GpuSample(GPU, judge.probes());
  }

  /** As after a reset, or when the driver was loaded anew: another judge goes on. */
  JudgeRig reset(Judge next) {
    next.resume(judge);
    judge = next;
    sample = new GpuSample(GPU, judge.probes());
    return this;
  }

  /** The defaults but for one limit. */
  static GpuSettings with(GpuLimit limit, double value) {
    GpuSettings base = GpuSettings.defaults();
    return new GpuSettings(Map.of(limit, value), base.without(), base.xids(), 0, false);
  }

  JudgeRig set(NvmlQuery query, long... answer) {
    return setFor(query, 0, answer);
  }

  JudgeRig setFor(NvmlQuery query, int argument, long... answer) {
    failures.remove(new Key(query, argument));
    values.put(new Key(query, argument), answer);
    return this;
  }

  JudgeRig fail(NvmlQuery query, int argument, int code) {
    failures.put(new Key(query, argument), code);
    return this;
  }

  /** How often a query reached the GPU. */
  int asked(NvmlQuery query, int argument) {
    return asked.getOrDefault(new Key(query, argument), 0);
  }

  /** Samples after 5 s. */
  JudgeRig step() {
    return step(Duration.ofSeconds(5));
  }

  JudgeRig step(Duration after) {
    now += after.toNanos();
    var context = CheckContext.of(Target.of("here"), null, () -> now, new LostTime());
    List<Finding> before = last == null ? List.of() : last.findings();
    var verdicts = new Verdicts(context, settings, GPU, attributes, before);
    if (sample.read(this, 1, now) == NvmlReturn.SUCCESS
        && judge.read(new Asked(this, 1, now, own), 1) == NvmlReturn.SUCCESS) {
      judge.judge(sample, verdicts);
    }
    last = verdicts;
    return this;
  }

  /** Samples several times, 5 s apart. */
  JudgeRig steps(int count) {
    for (int i = 0; i < count; i++) {
      step();
    }
    return this;
  }

  Verdicts last() {
    if (last == null) {
      throw new IllegalStateException("nothing was sampled yet");
    }
    return last;
  }

  List<Finding> findings() {
    return last().findings();
  }

  /** HEALTHY without a finding of the condition. */
  Status status(GpuCondition condition) {
    return finding(condition).map(Finding::status).orElse(Status.HEALTHY);
  }

  Finding found(GpuCondition condition) {
    return finding(condition).orElseThrow();
  }

  private Optional<Finding> finding(GpuCondition condition) {
    return findings().stream().filter(f -> f.condition().equals(condition.id())).findFirst();
  }

  /** Name, attributes of its own, and value of each reading. */
  List<String> readings() {
    var texts = new ArrayList<String>();
    for (Reading reading : last().readings()) {
      texts.add(reading.metric().name() + own(reading.attributes()) + " " + reading.value());
    }
    return texts;
  }

  private static Map<String, String> own(Attributes all) {
    var own = new TreeMap<String, String>();
    all.forEach(own::put);
    GPU.attributes().forEach(own::remove);
    return own;
  }

  @Override
  public int read(long device, NvmlQuery query, int argument, long[] out) {
    Key key = new Key(query, argument);
    asked.merge(key, 1, Integer::sum);
    long[] answer = values.get(key);
    if (failures.containsKey(key)) {
      return failures.get(key);
    } else if (answer == null) {
      return NvmlReturn.NOT_SUPPORTED;
    }
    System.arraycopy(answer, 0, out, 0, query.width());
    return NvmlReturn.SUCCESS;
  }
}
