package io.health4j.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts a {@link DoomedHost}, and kills it as {@code kill -9} does when its containers run. */
final class HostKill implements Runnable {

  private final List<String> command;
  private final SandboxTally tally;
  private final EventLog events;
  private volatile @Nullable Process process;
  private volatile int left;
  private volatile boolean stopped;

  HostKill(List<String> command, SandboxTally tally, EventLog events) {
    this.command = command;
    this.tally = tally;
    this.events = events;
  }

  /** The command for another JVM with the classes of this one. */
  static List<String> command(String run) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-Xmx64m",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        DoomedHost.class.getName(),
        run);
  }

  @Override
  public void run() {
    try {
      Process host = new ProcessBuilder(command).redirectErrorStream(true).start();
      process = host;
      if (stopped) { // before it was known here
        host.destroyForcibly();
      }
      try (BufferedReader lines = host.inputReader(StandardCharsets.UTF_8)) {
        watch(host, lines);
      }
    } catch (IOException e) {
      if (stopped) {
        return;
      }
      events.tell("no other host could be started: " + Texts.firstLine(e));
    }
  }

  private void watch(Process host, BufferedReader lines) throws IOException {
    String last = "";
    int running = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      last = line;
      if (line.equals(DoomedHost.STARTED)) {
        tally.started().increment();
        left = ++running;
      } else if (line.equals(DoomedHost.READY)) {
        host.destroyForcibly();
        events.tell(
            "killed -9: another host, process "
                + host.pid()
                + ", and its "
                + left
                + " containers run on");
        return;
      }
    }
    if (!stopped) {
      events.tell("the host that was to be killed ended by itself: " + last);
    }
  }

  /** How many containers it left. */
  int left() {
    return left;
  }

  /** Ends the other host, if it is there still. */
  void stop() {
    stopped = true;
    Process host = process;
    if (host != null) {
      host.destroyForcibly();
    }
  }
}
