package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus' own judge of rule files. Without it tests are skipped; in CI they fail. */
final class Promtool {

  private Promtool() {}

  /** Fails when the rules are not as Prometheus wants them, or do not what is expected. */
  static void passes(Path folder, String rules, String tests) throws Exception {
    Answer answer = test(folder, rules, tests);
    assertThat(answer.status()).as(answer.text()).isZero();
  }

  static Answer test(Path folder, String rules, String tests) throws Exception {
    Files.writeString(folder.resolve("rules.yml"), rules);
    Files.writeString(
        folder.resolve("tests.yml"),
        "rule_files: [rules.yml]\nevaluation_interval: 5s\ntests:\n" + tests);
    return run(folder, "promtool", "test", "rules", "tests.yml");
  }

  static Answer check(Path folder, String rules) throws Exception {
    Files.writeString(folder.resolve("rules.yml"), rules);
    return run(folder, "promtool", "check", "rules", "rules.yml");
  }

  private static Answer run(Path folder, String... command) throws Exception {
    needs(command[0]);
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
      return new Answer(process.exitValue(), Files.readString(out));
    } finally {
      process.destroyForcibly();
    }
  }

  record Answer(int status, String text) {}

  private static void needs(String command) throws IOException {
    String path = System.getenv().getOrDefault("PATH", "");
    List<Path> found =
        Stream.of(path.split(java.io.File.pathSeparator))
            .map(folder -> Path.of(folder, command))
            .filter(Files::isExecutable)
            .toList();
    if (found.isEmpty() && System.getenv("CI") != null) {
      throw new IOException("there is no " + command + " on the path, which CI must have");
    } else if (found.isEmpty()) {
      abort("there is no " + command + " on the path");
    }
  }
}
