package io.health4j.examples;

import io.health4j.nvml.Nvml;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import io.health4j.nvml.jna.JnaNvml;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the GPUs of a machine: makes every call, runs every check, compares what they tell
 * with {@code nvidia-smi} at rest and under load, and writes that down.
 */
public final class GpuCheckup {

  static final int AGREES = 0;
  static final int DIFFERS = 1;
  static final int NO_DRIVER = 2;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'");

  private final GpuCheckupOptions options;
  private final NvmlApi api;
  private final Nvml session;
  private final PrintStream err;
  private final GpuReport report = new GpuReport();
  private boolean agrees = true;

  private GpuCheckup(GpuCheckupOptions options, NvmlApi api, Nvml session, PrintStream err) {
    this.options = options;
    this.api = api;
    this.session = session;
    this.err = err;
  }

  /**
   * Runs it, and ends the process: with 0 when all that was compared agrees, 1 when not, and 2
   * without a driver or a GPU.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    NvmlApi api = JnaNvml.shared();
    System.exit(run(List.of(args), api, Nvml.shared(), Terminal.detect().out(), System.err));
  }

  static int run(List<String> args, NvmlApi api, Nvml session, PrintStream out, PrintStream err) {
    try {
      var options = GpuCheckupOptions.parse(args);
      if (options.help()) {
        out.print(GpuCheckupOptions.HELP);
        return AGREES;
      }
      return new GpuCheckup(options, api, session, err).run(out);
    } catch (UsageException | IOException e) {
      String message = String.valueOf(e.getMessage());
      err.println("gpu-check: " + message.replace("./demo", "scripts/gpu-check"));
      return NO_DRIVER;
    }
  }

  private int run(PrintStream out) throws IOException {
    int code = api.init();
    if (code != NvmlReturn.SUCCESS) {
      String why = NvmlReturn.text(code) + (api.problem().isEmpty() ? "" : ": " + api.problem());
      throw new UsageException("no driver that answers: " + why);
    }
    try {
      List<GpuHandle> gpus = GpuHandle.all(api);
      if (gpus.isEmpty()) {
        throw new UsageException("the driver has no GPU that can be opened");
      }
      report.title(DATE.format(Clock.systemUTC().instant().atZone(ZoneOffset.UTC)), facts(gpus));
      go(gpus);
    } finally {
      api.shutdown();
    }
    write(out);
    return agrees ? AGREES : DIFFERS;
  }

  private List<String> facts(List<GpuHandle> gpus) {
    var machine = new GpuHandle(api, GpuComparison.MACHINE, 0);
    var facts = new ArrayList<String>();
    facts.add("driver " + machine.text(NvmlText.DRIVER_VERSION).orElse("unknown"));
    facts.add("NVML " + machine.text(NvmlText.NVML_VERSION).orElse("unknown"));
    facts.add("Java " + Runtime.version() + ", " + System.getProperty("os.arch"));
    gpus.forEach(gpu -> facts.add("GPU " + gpu.index() + ": " + name(gpu)));
    return facts;
  }

  private static String name(GpuHandle gpu) {
    return gpu.text(NvmlText.NAME).orElse("unknown");
  }

  private void go(List<GpuHandle> gpus) {
    err.println("gpu-check: at rest ...");
    compare("at rest", gpus);
    err.println("gpu-check: every call ...");
    var calls = new GpuCalls(api, options.calls());
    List<GpuCalls.Row> rows = gpus.stream().flatMap(gpu -> calls.of(gpu).stream()).toList();
    err.println("gpu-check: the checks, for " + Texts.span(options.watch()) + " ...");
    watch(gpus);
    report.calls(rows);
  }

  private void compare(String when, List<GpuHandle> gpus) {
    try {
      List<GpuComparison.Compared> all =
          GpuComparison.of(api, gpus, () -> GpuSmi.run(options.smi()));
      agrees &= all.stream().noneMatch(each -> each.verdict().isWrong());
      report.compared(when, all);
    } catch (IOException e) {
      agrees = false;
      report.missing("Not compared " + when, String.valueOf(e.getMessage()));
    }
  }

  /** The checks look on while the load begins, goes on, and ends. */
  private void watch(List<GpuHandle> gpus) {
    var trial = GpuTrial.start(session);
    try (trial;
        GpuLoad load = options.load() ? GpuLoad.begin() : GpuLoad.none("no load: not wanted")) {
      pause(options.watch().dividedBy(6));
      if (load.runs()) {
        compare("under load (" + load.text() + ")", gpus);
      } else {
        report.missing("Under load", load.text());
      }
      pause(options.watch().multipliedBy(5).dividedBy(6));
    }
    report.checks(trial.cost(), trial.tales());
    Optional.ofNullable(trial.tales().get(GpuTrial.ALL))
        .ifPresent(tale -> report.readings(tale.last()));
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(PrintStream out) throws IOException {
    List<String> lines = report.lines();
    if (options.out().isEmpty()) {
      lines.forEach(out::println);
      return;
    }
    Path file = options.out().get();
    Files.write(file, lines);
    out.println("gpu-check: " + (agrees ? "all agrees" : "not all agrees") + ", see " + file);
  }
}
