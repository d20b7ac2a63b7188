package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs on the path. */
final class Programs {

  static final List<String> PROMETHEUS = List.of("prometheus");
  static final List<String> PROMTOOL = List.of("promtool");

  /** The second name is Debian's. */
  static final List<String> ALERTMANAGER = List.of("alertmanager", "prometheus-alertmanager");

  private Programs() {}

  static Optional<Path> find(List<String> names) {
    String path = System.getenv().getOrDefault("PATH", "");
    return names.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(in -> Path.of(in, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A program; without it the test is skipped, but fails where everything has to be there. */
  static Path need(List<String> names) {
    Optional<Path> found = find(names);
    String missing = "no " + names.get(0) + " on the path";
    if (System.getenv("CI") != null) {
      assertThat(found).describedAs(missing).isPresent();
    }
    assumeTrue(found.isPresent(), missing);
    return found.orElseThrow();
  }
}
