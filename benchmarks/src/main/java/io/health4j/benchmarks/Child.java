package io.health4j.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A JVM of its own for a main class of this package, which tells lines of a name and a number. */
final class Child implements AutoCloseable {

  /** What ./demo runs with, so that a host here is like the one there. */
  private static final List<String> DEMO =
      List.of("-Xmx160m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

  /** The jars that a host of the monitor has. */
  private static final Pattern OURS =
      Pattern.compile("benchmarks|health-|oshi-|jna-|slf4j-|resilience4j-|jspecify|error_prone");

  final Process process;

  private Child(Process process) {
    this.process = process;
  }

  static Child start(Class<?> main, Object... args) throws IOException {
    return start(DEMO, main, args);
  }

  static Child start(List<String> options, Class<?> main, Object... args) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    for (Object arg : args) {
      command.add(String.valueOf(arg));
    }
    return new Child(
        start(
            new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(Bench.LOG.toFile()))));
  }

  /** Without the peers, of which a host has none: it would look into their jars for each class. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(each -> OURS.matcher(Path.of(each).getFileName().toString()).lookingAt())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Starts a process that ends with this one, also when this one is killed by a signal. */
  static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "bench-signal"));
    return process;
  }

  /** Numbers by their names. */
  record Told(Map<String, Double> numbers) {

    double get(String name) {
      return Optional.ofNullable(numbers.get(name)).orElseThrow();
    }
  }

  /** Waits for its end, and gives what it told. */
  Told told() throws IOException, InterruptedException {
    var told = new HashMap<String, Double>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf(' ');
        told.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("a child ended with " + process.exitValue());
    }
    return new Told(told);
  }

  /** For the child: tells one number. */
  static void tell(String name, double value) {
    System.out.println(name + " " + value);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
