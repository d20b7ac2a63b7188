package io.health4j.docker.real;

import com.github.dockerjava.api.DockerClient;
import io.health4j.docker.ContainerEngine;
import io.health4j.docker.orphan.Lease;
import io.health4j.docker.orphan.Leases;
import io.health4j.docker.orphan.Orphans;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A host in a JVM of its own, which holds a lease and has containers, until it is ended. */
final class OtherHost implements AutoCloseable {

  private static final String READY = "ready";

  private final Process process;
  private final List<String> containers;

  private OtherHost(Process process, List<String> containers) {
    this.process = process;
    this.containers = List.copyOf(containers);
  }

  /** What the other JVM does; arguments as {@link #start} gives them. */
  static final class Program {

    public static void main(String[] arguments) throws Exception {
      Leases leases = Leases.in(Path.of(arguments[1]));
      Lease lease = leases.acquire(arguments[2]);
      ContainerEngine engine = ContainerEngine.at(arguments[0]);
      Orphans orphans =
          Orphans.builder(new Patient(engine), leases, arguments[2]).enforce().build();
      try (DockerClient client = RealEngine.connect(arguments[0])) {
        if (Boolean.parseBoolean(arguments[4])) {
          orphans.guard();
          Runtime.getRuntime().addShutdownHook(new Thread(Program::awaitLastSweep));
        }
        Sandboxes sandboxes = new Sandboxes(() -> client); // left behind on purpose
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
          System.out.println(sandboxes.start(lease.labels()));
        }
        System.out.println(READY);
        System.in.read(); // until the parent ends, or closes it
        System.exit(0); // without closing anything: what a shutdown hook does not do is not done
      }
    }

    /** A slow engine takes longer for it than the guard has the JVM wait. */
    private static void awaitLastSweep() {
      try {
        for (Thread each : Thread.getAllStackTraces().keySet()) {
          if (each.getName().equals("health4j-orphans")) {
            each.join();
          }
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * Starts one, and waits until its containers run.
   *
   * @param guarded whether it cleans up after itself when it ends in an orderly way
   */
  static OtherHost start(RealEngine engine, Path leases, String owner, int count, boolean guarded)
      throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // JNA; JDK 24 and later warn otherwise
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                engine.address(),
                leases.toString(),
                owner,
                Integer.toString(count),
                Boolean.toString(guarded))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new OtherHost(process, told(process.inputReader()));
  }

  private static List<String> told(BufferedReader out) throws IOException {
    List<String> ids = new ArrayList<>();
    for (String line = out.readLine(); !READY.equals(line); line = out.readLine()) {
      if (line == null) {
        throw new IOException("the other host ended after " + ids);
      }
      ids.add(line);
    }
    return ids;
  }

  List<String> containers() {
    return containers;
  }

  /** Ends it in an orderly way, and waits. */
  void leave() throws IOException, InterruptedException {
    process.outputWriter().close();
    process.waitFor();
  }

  /** Ends it as {@code kill -9} does, and waits. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
