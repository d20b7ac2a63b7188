package io.health4j.examples;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what the library tells against what {@code nvidia-smi} tells. What moves is read before and
 * after the other is asked, and may lie anywhere between, with some room to either side.
 */
final class GpuComparison {

  /** The index of what belongs to no single GPU. */
  static final int MACHINE = -1;

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern QUANTITY = Pattern.compile("(-?\\d+(?:\\.\\d+)?)(?:x| .*)?");

  /** How two sources of one thing can stand to each other. */
  enum Verdict {
    AGREES("agrees"),
    DIFFERS("**differs**"),
    /** The library does not tell what nvidia-smi does. */
    NOT_READ("**not read**"),
    /** There is nothing to hold it against. */
    NOT_COMPARED("not told by nvidia-smi"),
    /** Neither tells it: the GPU does not have it. */
    ABSENT("told by neither");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    boolean isWrong() {
      return this == DIFFERS || this == NOT_READ;
    }
  }

  /**
   * One thing of one GPU, or of the machine.
   *
   * @param gpu the GPU's index; −1 for what is the machine's
   * @param name what
   * @param before what the library told before
   * @param theirs what nvidia-smi told
   * @param after what the library told after
   * @param tolerance how far apart they may be
   * @param verdict how they stand to each other
   */
  record Compared(
      int gpu,
      String name,
      Optional<String> before,
      Optional<String> theirs,
      Optional<String> after,
      double tolerance,
      Verdict verdict) {}

  private GpuComparison() {}

  /**
   * Compares all that can be compared.
   *
   * @param smi runs nvidia-smi
   * @throws IOException when it cannot be run or read
   */
  static List<Compared> of(NvmlApi api, List<GpuHandle> gpus, Source smi) throws IOException {
    List<GpuFacts.Fact> facts = GpuFacts.all();
    Map<GpuHandle, List<Optional<String>>> before = new LinkedHashMap<>();
    gpus.forEach(gpu -> before.put(gpu, ours(facts, gpu)));
    GpuSmi told = smi.ask();
    var all = new ArrayList<>(machine(api, told));
    for (GpuHandle gpu : gpus) {
      List<Optional<String>> after = ours(facts, gpu);
      Optional<GpuSmi.Gpu> other = told.gpu(gpu.uuid());
      if (other.isEmpty()) {
        all.add(fixed(gpu.index(), "UUID", Optional.of(gpu.uuid()), Optional.of("no such GPU")));
      }
      for (int i = 0; i < facts.size(); i++) {
        GpuFacts.Fact fact = facts.get(i);
        Optional<String> theirs = other.flatMap(fact.theirs());
        Optional<String> first = Objects.requireNonNull(before.get(gpu)).get(i);
        all.add(compared(gpu.index(), fact, first, theirs, after.get(i)));
      }
    }
    return all;
  }

  private static List<Compared> machine(NvmlApi api, GpuSmi told) {
    var machine = new GpuHandle(api, MACHINE, 0);
    var out = new long[NvmlApi.MAX_VALUES];
    Optional<String> count =
        api.count(out) == NvmlReturn.SUCCESS ? Optional.of("" + out[0]) : Optional.empty();
    Optional<String> driver = machine.text(NvmlText.DRIVER_VERSION);
    return List.of(
        fixed(MACHINE, "driver", driver, told.text("driver_version")),
        fixed(MACHINE, "GPUs", count, told.text("attached_gpus")));
  }

  private static Compared fixed(
      int gpu, String name, Optional<String> ours, Optional<String> theirs) {
    return new Compared(gpu, name, ours, theirs, ours, 0, verdict(ours, theirs, ours, 0));
  }

  /** Asks nvidia-smi. */
  interface Source {
    GpuSmi ask() throws IOException;
  }

  private static List<Optional<String>> ours(List<GpuFacts.Fact> facts, GpuHandle gpu) {
    return facts.stream().map(fact -> fact.ours().apply(gpu)).toList();
  }

  private static Compared compared(
      int gpu,
      GpuFacts.Fact fact,
      Optional<String> before,
      Optional<String> theirs,
      Optional<String> after) {
    Verdict verdict = verdict(before, theirs, after, fact.tolerance());
    return new Compared(gpu, fact.name(), before, theirs, after, fact.tolerance(), verdict);
  }

  static Verdict verdict(
      Optional<String> before, Optional<String> theirs, Optional<String> after, double tolerance) {
    if (theirs.isEmpty()) {
      return before.isEmpty() && after.isEmpty() ? Verdict.ABSENT : Verdict.NOT_COMPARED;
    } else if (before.isEmpty() || after.isEmpty()) {
      return Verdict.NOT_READ;
    }
    boolean same = agree(before.get(), theirs.get(), after.get(), tolerance);
    return same ? Verdict.AGREES : Verdict.DIFFERS;
  }

  private static boolean agree(String before, String theirs, String after, double tolerance) {
    OptionalDouble other = number(theirs);
    if (other.isEmpty() || !NUMBER.matcher(before).matches() || !NUMBER.matcher(after).matches()) {
      return theirs.equals(before) || theirs.equals(after);
    }
    double first = Double.parseDouble(before);
    double last = Double.parseDouble(after);
    return other.getAsDouble() >= Math.min(first, last) - tolerance
        && other.getAsDouble() <= Math.max(first, last) + tolerance;
  }

  /** Of {@code 45 C}, {@code 16x}, {@code 81559 MiB}. */
  private static OptionalDouble number(String text) {
    Matcher matcher = QUANTITY.matcher(text);
    return matcher.matches()
        ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
        : OptionalDouble.empty();
  }
}
