package io.health4j.docker.usage;

import io.health4j.docker.api.ContainerUsage.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What went over the networks of a container's first process, the loopback left out.
 *
 * <p>A container may use the machine's networks; those are not its own, and are not told. So its
 * network namespace is compared with that of process 1, the machine's own; where a user may not see
 * that one, with this process's. Where its namespace cannot be seen, nothing is told. Containers
 * that share one network, as in a pod, are each told all of it.
 */
final class NetworkFiles {

  /** Words between the bytes received and the bytes sent in a line of {@code net/dev}. */
  private static final int TO_SENT = 8;

  private final String proc;
  private final KernelFile file;
  private @Nullable Path machine;

  NetworkFiles(String proc, KernelFile file) {
    this.proc = proc;
    this.file = file;
  }

  void read(long pid, Tally tally) {
    if (hasItsOwn(pid) && file.read(proc + pid + "/net/dev")) {
      sum(tally);
    }
  }

  private boolean hasItsOwn(long pid) {
    if (machine == null) {
      Path first = namespace("1");
      machine = first == null ? namespace("self") : first;
    }
    Path its = machine == null ? null : namespace(Long.toString(pid));
    return its != null && !its.equals(machine);
  }

  private @Nullable Path namespace(String process) {
    try {
      return Files.readSymbolicLink(Path.of(proc + process + "/ns/net"));
    } catch (IOException e) {
      return null;
    }
  }

  /** Lines of {@code name: received … sent …} after two with titles, which have no colon. */
  private void sum(Tally tally) {
    long received = 0;
    long sent = 0;
    boolean any = false;
    for (int line = 0; line < file.length(); line = file.nextLine(line)) {
      int colon = file.find(':', line);
      if (colon < 0 || file.isAt(file.wordStart(line), "lo:")) {
        continue;
      }
      any = true;
      received = KernelFile.sum(received, file.word(colon + 1, 0));
      sent = KernelFile.sum(sent, file.word(colon + 1, TO_SENT));
    }
    if (any) {
      tally.put(Part.NETWORK_RECEIVED, received);
      tally.put(Part.NETWORK_SENT, sent);
    }
  }
}
