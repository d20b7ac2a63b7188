package io.health4j.examples;

import io.health4j.docker.orphan.Lease;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A host of its own that starts some containers under a lease, and is then killed without a chance
 * to clean up. It prints {@link #STARTED} for each, then {@link #READY}.
 */
final class DoomedHost {

  static final String STARTED = "started";
  static final String READY = "ready";
  static final int CONTAINERS = 5;

  private static final List<String> COMMAND = List.of("sleep", "600");

  private DoomedHost() {}

  /**
   * Starts the containers, and waits for its end.
   *
   * @param args the value of {@link SandboxLoop#RUN_LABEL}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (DockerSandboxes sandboxes = DockerSandboxes.standard();
        Lease lease = ContainersShow.leases().acquire(SandboxLoop.OWNER)) {
      Map<String, String> labels = new HashMap<>(lease.labels());
      labels.put(SandboxLoop.RUN_LABEL, args[0]);
      for (int i = 0; i < CONTAINERS; i++) {
        sandboxes.start(COMMAND, labels);
        System.out.println(STARTED);
      }
      System.out.println(READY);
      while (System.in.read() >= 0) {
        // Nothing is sent; when whoever started it ends, this does.
      }
    }
  }
}
