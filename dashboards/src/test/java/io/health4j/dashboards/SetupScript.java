package io.health4j.dashboards;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code scripts/setup-monitoring}, run in a folder of its own that holds rules and dashboards to
 * start from, and with a PATH that leads to no more than the script needs.
 */
final class SetupScript {

  /** How a run ended and what it said, on both streams. */
  record Run(int exit, String said) {}

  private static final String NEEDED = "cat cksum cmp curl find grep mkdir mktemp mv rm sed sort";

  private final Path home;
  private String path;

  private SetupScript(Path home) {
    this.home = home;
    this.path = home.resolve("bin").toString();
  }

  static SetupScript in(Path home) throws IOException {
    var script = new SetupScript(home);
    script.file("source/prometheus/rules/loop.yml", rules("health4j-loop", "health_score < 0.7"));
    script.file("source/prometheus/rules/node.yml", rules("health4j-node", "up == 0"));
    script.file(
        "source/prometheus/alertmanager.yml", "route: {receiver: a}\nreceivers: [{name: a}]\n");
    script.file("source/grafana/autonomous-loop.json", "{\"uid\": \"health4j-loop\"}\n");
    for (String tool : NEEDED.split(" ", -1)) {
      script.tool(tool, "exec " + onThePath(tool) + " \"$@\"");
    }
    return script;
  }

  /** With stand-ins for Prometheus, of which promtool takes everything. */
  static SetupScript withStandIns(Path home) throws IOException {
    SetupScript script = in(home);
    script.tool("prometheus", "echo 'prometheus, version 2.42.0+ds (branch: x)'");
    script.tool("promtool", "exit 0");
    return script;
  }

  static String rules(String group, String expr) {
    return """
    # Written by a generator; changes here are lost.
    groups: [{name: %s, rules: [{alert: A, expr: '%s'}]}]
    """
        .formatted(group, expr);
  }

  static Path onThePath(String tool) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, tool);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new AssertionError(tool + " is not on PATH");
  }

  /** From now on with the PATH of this machine. */
  SetupScript onRealPath() {
    path = System.getenv("PATH");
    return this;
  }

  Path file(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  Path tool(String name, String lines) throws IOException {
    Path file = file("bin/" + name, "#!/bin/sh\n" + lines + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  void without(String tool) throws IOException {
    Files.delete(home.resolve("bin").resolve(tool));
  }

  /** Runs it for the folder {@code monitoring}, from the sources above. */
  Run run(String... options) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add("bash");
    command.add(Path.of("../scripts/setup-monitoring").toAbsolutePath().toString());
    command.addAll(List.of("--source", "source"));
    command.addAll(List.of(options));
    var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
    builder.environment().put("PATH", path);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), said);
    } finally {
      process.destroyForcibly();
    }
  }

  /** All files below the folder, by name, with what is in them. */
  Map<String, String> written(String folder) throws IOException {
    Path top = home.resolve(folder);
    var files = new TreeMap<String, String>();
    if (Files.exists(top)) {
      try (Stream<Path> all = Files.walk(top)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          files.put(top.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return files;
  }
}
