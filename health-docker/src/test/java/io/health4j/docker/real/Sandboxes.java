package io.health4j.docker.real;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Containers that a test makes, by a client of its own; what is left of them goes at the end. */
public final class Sandboxes implements AutoCloseable {

  /** Runs until it is told to end, and then ends at once. */
  static final String WAIT = "trap 'exit 0' TERM; sleep 3600 & wait";

  private static final int PAUSE_TRIES = 10;

  private final Supplier<DockerClient> client;
  private final Queue<String> made = new ConcurrentLinkedQueue<>();

  public Sandboxes(Supplier<DockerClient> client) {
    this.client = client;
  }

  /** What must not change of a container that is left alone. */
  public record Seen(
      String id, String name, String status, String startedAt, long pid, int restarts) {

    Seen named(String other) {
      return new Seen(id, other, status, startedAt, pid, restarts);
    }
  }

  /** Makes one, and does not start it. */
  public String create(
      Map<String, String> labels, String script, Consumer<CreateContainerCmd> more) {
    try (CreateContainerCmd command = client.get().createContainerCmd(BusyboxImage.NAME)) {
      command.withCmd("sh", "-c", script).withLabels(labels);
      command.withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"));
      more.accept(command);
      String id = command.exec().getId();
      made.add(id);
      return id;
    }
  }

  public String start(
      Map<String, String> labels, String script, Consumer<CreateContainerCmd> more) {
    String id = create(labels, script, more);
    client.get().startContainerCmd(id).exec();
    return id;
  }

  /** One that runs until it is told to end. */
  String start(Map<String, String> labels) {
    return start(labels, WAIT, command -> {});
  }

  /** One that ended by itself. */
  String exited(Map<String, String> labels, int code) {
    String id = start(labels, "exit " + code, command -> {});
    client.get().waitContainerCmd(id).start().awaitStatusCode();
    return id;
  }

  /** One that runs, and stands still. */
  String paused(Map<String, String> labels) {
    String id = start(labels);
    pause(client.get(), id);
    return id;
  }

  /** Again where runc is "unable to freeze" at once, as on a busy machine. */
  public static void pause(DockerClient client, String id) {
    for (int i = 1; ; i++) {
      try {
        client.pauseContainerCmd(id).exec();
        return;
      } catch (InternalServerErrorException e) {
        if (i == PAUSE_TRIES) {
          throw e;
        }
      }
    }
  }

  /** Takes care of one that was made elsewhere. */
  public void adopt(String id) {
    made.add(id);
  }

  /** The ids of those with this label. */
  public List<String> having(String label, String value) {
    return client
        .get()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(label, value))
        .exec()
        .stream()
        .map(Container::getId)
        .toList();
  }

  public Seen look(String id) {
    InspectContainerResponse now = client.get().inspectContainerCmd(id).exec();
    InspectContainerResponse.ContainerState state = now.getState();
    return new Seen(
        now.getId(),
        now.getName(),
        state.getStatus(),
        state.getStartedAt(),
        state.getPidLong(),
        now.getRestartCount());
  }

  void kill(String id) {
    client.get().killContainerCmd(id).exec();
  }

  void rename(String id, String name) {
    client.get().renameContainerCmd(id).withName(name).exec();
  }

  void remove(String id) {
    try {
      client.get().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException | ConflictException e) {
      // gone, or about to go
    }
  }

  @Override
  public void close() {
    made.parallelStream().forEach(this::remove);
  }
}
