package io.health4j.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What reading GPUs costs, on a stand-in for NVML, with peers beside it. */
final class NvmlBench implements Bench.Program {

  private static final Path ROOT = Path.of(System.getProperty("bench.root", "."));
  private static final Path STUB = ROOT.resolve("benchmarks/target/nvml-stub");
  private static final int GPUS = 8;

  @Override
  public void run(Report report, boolean quick) throws Exception {
    report.progress("the stub");
    run(List.of(ROOT.resolve("scripts/nvml-stub").toString(), STUB.toString()));
    readings(report, quick);
    report.progress("the foreign function interface");
    Optional<Path> java = java22();
    if (java.isPresent()) {
      report.row("the bare call by FFM, on JDK 22 or later", ffm(java.get()), "");
    } else {
      report.note("no JDK 22 or later under /usr/lib/jvm: FFM was not measured");
    }
    share(report, quick);
    soak(report, quick);
  }

  private static void readings(Report report, boolean quick) throws Exception {
    report.progress("single readings and whole samples");
    var costs = Jmh.run(quick, 1, quick ? 500 : 2_000, "NvmlBenchmark.*", libraryPath());
    report.row("", "ns", "B");
    report.row("a reading", costs.of("scalar").threadNanos(), costs.of("scalar").bytes());
    report.row("the bare call", costs.of("bare").threadNanos(), costs.of("bare").bytes());
    double seven = costs.of("seven").threadNanos();
    double oshi = costs.of("oshi").threadNanos();
    report.row("seven readings", seven, costs.of("seven").bytes());
    report.row("the same seven by OSHI", oshi, costs.of("oshi").bytes());
    report.row(
        "all of a GPU, in a sample of " + GPUS + " (CPU of the process)",
        costs.of("sample").processNanos() / GPUS,
        costs.of("sample").bytes() / GPUS);
    report.figure(
        "scalar_ratio", costs.of("scalar").threadNanos() / costs.of("bare").threadNanos());
    // What JMH itself allocates meanwhile is in both.
    report.figure(
        "scalar_bytes", Math.max(0, costs.of("scalar").bytes() - costs.of("bare").bytes()));
    report.figure("vs_oshi", seven / oshi);
  }

  private static void share(Report report, boolean quick) throws Exception {
    report.progress("a monitor of " + GPUS + " GPUs");
    try (var child = child(NvmlHost.class, quick ? 10 : 60, quick ? 40 : 240)) {
      var told = child.told();
      report.row("a monitor at 5 s, share of a core", told.get("core-share"), "");
      report.row("the whole JVM, which still compiles", told.get("process-share"), "");
      report.figure("core_share", told.get("core-share"));
    }
  }

  private static void soak(Report report, boolean quick) throws Exception {
    int hours = quick ? 3 : 24;
    report.progress(hours + " hours with faults on a virtual clock");
    try (var child = child(NvmlSoak.class, hours)) {
      var told = child.told();
      report.row("samples with faults", told.get("samples"), "");
      report.row("resident memory it grew by, after as many before, MiB", told.get("grown"), "");
      report.row("threads left", told.get("threads"), "");
      report.figure("soak_rss_mib", told.get("grown"));
      report.figure("soak_threads", told.get("threads"));
    }
  }

  private static Child child(Class<?> main, Object... args) throws IOException {
    var options =
        List.of(
            "-Xms160m",
            "-Xmx160m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            libraryPath());
    return Child.start(options, main, args);
  }

  private static String libraryPath() {
    return "-Djna.library.path=" + STUB;
  }

  private static double ffm(Path java) throws IOException, InterruptedException {
    String told =
        run(
            List.of(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                ROOT.resolve("benchmarks/src/main/ffm/FfmNvml.java").toString(),
                STUB.resolve("libnvidia-ml.so.1").toString()));
    return Double.parseDouble(told.strip().substring("ffm-ns ".length()));
  }

  private static Optional<Path> java22() throws IOException {
    Path homes = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(homes)) {
      return Optional.empty();
    }
    try (var all = Files.list(homes)) {
      return all.filter(NvmlBench::isRecent).map(home -> home.resolve("bin/java")).findFirst();
    }
  }

  private static boolean isRecent(Path home) {
    try {
      return Files.exists(home.resolve("bin/javac"))
          && Files.readString(home.resolve("release")).matches("(?s).*JAVA_VERSION=\"2[2-9].*");
    } catch (IOException e) {
      return false;
    }
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        Child.start(
            new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(Bench.LOG.toFile())));
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command.get(0) + " ended with " + process.exitValue());
    }
    return told;
  }
}
