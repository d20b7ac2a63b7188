package io.health4j.nvml;

import io.health4j.check.CheckContext;
import io.health4j.check.Finding;
import io.health4j.check.Reading;
import io.health4j.check.Target;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import io.health4j.time.LostTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** One GPU that answers what it is told to, one judge that looks at it, and a clock. */
final class BusRig extends QuietNvml {

  static final Gpu GPU = new Gpu(0, "GPU-0", "00000000:1B:00.0", "H100", "");
  static final long DEVICE = 7;

  private record Key(long device, NvmlQuery query, int argument) {}

  private static final class Answer {
    final int code;
    final long[] values;

    Answer(int code, long... values) {
      this.code = code;
      this.values = values;
    }
  }

  private final Map<Key, Answer> answers = new HashMap<>();
  private final Map<Key, Integer> asked = new HashMap<>();
  final Map<Integer, Long> migs = new TreeMap<>();
  final Map<Long, String> uuids = new HashMap<>();
  final List<NvmlProcess> compute = new ArrayList<>();
  final List<NvmlProcess> graphics = new ArrayList<>();
  int computeCode;
  int graphicsCode;
  int listings;

  /** Close to the end of a long, so that comparing ticks instead of subtracting them shows. */
  long tick = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();

  private final GpuSettings settings;
  private final BiFunction<Gpu, GpuSettings, Judge> maker;
  private Judge judge;
  private GpuSample sample;
  private List<Finding> before = List.of();

  private final Map<Asked.Question, io.health4j.nvml.Answer> own = new HashMap<>();

  BusRig(GpuSettings settings, BiFunction<Gpu, GpuSettings, Judge> judge) {
    this.settings = settings;
    this.maker = judge;
    this.judge = judge.apply(GPU, settings);
    sample = new GpuSample(GPU, this.judge.probes());
  }

  BusRig(BiFunction<Gpu, GpuSettings, Judge> judge) {
    this(GpuSettings.defaults(), judge);
  }

  static GpuSettings with(GpuLimit limit, double value) {
    return new GpuSettings(Map.of(limit, value), Set.of(), XidTable.defaults(), 0, false);
  }

  BusRig set(NvmlQuery query, int argument, long... values) {
    return setOf(DEVICE, query, argument, values);
  }

  BusRig setOf(long device, NvmlQuery query, int argument, long... values) {
    answers.put(new Key(device, query, argument), new Answer(NvmlReturn.SUCCESS, values));
    return this;
  }

  BusRig fail(NvmlQuery query, int argument, int code) {
    answers.put(new Key(DEVICE, query, argument), new Answer(code));
    return this;
  }

  int asked(NvmlQuery query, int argument) {
    return asked.getOrDefault(new Key(DEVICE, query, argument), 0);
  }

  int read() {
    int code = sample.read(this, DEVICE, tick);
    return code == NvmlReturn.SUCCESS
        ? judge.read(new Asked(this, DEVICE, tick, own), DEVICE)
        : code;
  }

  /** As after a reset, or when the driver was loaded anew: another judge goes on. */
  BusRig reset() {
    Judge next = maker.apply(GPU, settings);
    next.resume(judge);
    judge = next;
    sample = new GpuSample(GPU, judge.probes());
    return this;
  }

  /** One sample, now. */
  Verdicts look() {
    read();
    var context = CheckContext.of(Target.of("t"), null, () -> tick, new LostTime());
    var out = new Verdicts(context, settings, GPU, GPU.attributes(), before);
    judge.judge(sample, out);
    before = out.findings();
    return out;
  }

  /** One sample, later. */
  Verdicts after(long seconds) {
    tick += Duration.ofSeconds(seconds).toNanos();
    return look();
  }

  /** Samples every 5 s; the last of them. */
  Verdicts over(long seconds) {
    for (long passed = 5; passed < seconds; passed += 5) {
      after(5);
    }
    return after(5);
  }

  static List<String> conditions(Verdicts out) {
    return out.findings().stream().map(Finding::condition).toList();
  }

  /** What of the GPU each finding is about. */
  static List<String> parts(Verdicts out) {
    return out.findings().stream()
        .map(finding -> finding.subject().substring(GPU.subject().length()).strip())
        .toList();
  }

  static Finding only(Verdicts out) {
    if (out.findings().size() != 1) {
      throw new AssertionError("one finding was expected, there are " + out.findings());
    }
    return out.findings().get(0);
  }

  /** Values of a metric by one of its attributes. */
  static Map<String, Double> values(Verdicts out, String metric, String attribute) {
    var values = new TreeMap<String, Double>();
    for (Reading reading : out.readings()) {
      if (reading.metric().name().equals(metric)) {
        values.put(String.valueOf(reading.attributes().get(attribute)), reading.value());
      }
    }
    return values;
  }

  @Override
  public int read(long device, NvmlQuery query, int argument, long[] out) {
    var key = new Key(device, query, argument);
    asked.merge(key, 1, Integer::sum);
    Answer answer = answers.getOrDefault(key, new Answer(NvmlReturn.NOT_SUPPORTED));
    System.arraycopy(answer.values, 0, out, 0, answer.values.length);
    return answer.code;
  }

  @Override
  public int openMig(long device, int index, long[] out) {
    Long handle = migs.get(index);
    if (handle == null) {
      return NvmlReturn.NOT_FOUND;
    }
    out[0] = handle;
    return NvmlReturn.SUCCESS;
  }

  @Override
  public int text(long device, NvmlText text, String[] out) {
    String uuid = uuids.get(device);
    if (uuid == null) {
      return NvmlReturn.UNKNOWN;
    }
    out[0] = uuid;
    return NvmlReturn.SUCCESS;
  }

  @Override
  public int processes(long device, boolean drawing, List<NvmlProcess> out) {
    listings++;
    int code = drawing ? graphicsCode : computeCode;
    if (code == NvmlReturn.SUCCESS) {
      out.addAll(drawing ? graphics : compute);
    }
    return code;
  }
}
