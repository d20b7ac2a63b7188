package io.health4j.docker.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.EngineDisk;
import io.health4j.docker.api.EngineEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** What an engine says about containers and itself, from its JSON. */
final class StateJson {

  private static final double NANOS = 1e9;

  /** The kernel's own period, in microseconds, where only a quota is set. */
  private static final long STANDARD_PERIOD = 100_000;

  private StateJson() {}

  /** An entry of a list; empty without an id or a time. */
  static Optional<ContainerEntry> entry(JsonNode node) {
    String id = Json.text(node.path("Id"));
    OptionalLong created = Json.positive(node.path("Created"));
    return id.isEmpty() || created.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ContainerEntry(
                id,
                name(node.path("Names")),
                Json.text(node.path("Image")),
                Json.text(node.path("State")),
                Json.text(node.path("Status")),
                Instant.ofEpochSecond(created.getAsLong()),
                Json.texts(node.path("Labels"))));
  }

  /** Its own name: names with a slash in the middle are what linked containers call it. */
  private static String name(JsonNode names) {
    return StreamSupport.stream(names.spliterator(), false)
        .map(name -> bare(Json.text(name)))
        .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
        .findFirst()
        .orElse("");
  }

  private static String bare(String name) {
    return name.startsWith("/") ? name.substring(1) : name;
  }

  /** A container's state; empty without an id or a state. */
  static Optional<ContainerState> state(JsonNode node) {
    JsonNode state = node.path("State");
    JsonNode limits = node.path("HostConfig");
    String id = Json.text(node.path("Id"));
    String word = Json.text(state.path("Status"));
    if (id.isEmpty() || word.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ContainerState(
            id,
            bare(Json.text(node.path("Name"))),
            word,
            Json.positive(state.path("Pid")).orElse(0),
            state.path("OOMKilled").asBoolean(),
            state.path("ExitCode").asInt(),
            Json.instant(state.path("StartedAt")),
            Json.instant(state.path("FinishedAt")),
            health(state.path("Health")),
            healthOutput(state.path("Health")),
            Json.positive(node.path("RestartCount")).orElse(0),
            Json.text(limits.path("RestartPolicy").path("Name")),
            cpuLimit(limits),
            Json.positive(limits.path("Memory")),
            Json.positive(limits.path("PidsLimit")),
            Json.text(limits.path("CgroupParent")),
            Json.texts(node.path("Config").path("Labels"))));
  }

  private static String health(JsonNode health) {
    String status = Json.text(health.path("Status"));
    return status.equals("none") ? "" : status;
  }

  private static String healthOutput(JsonNode health) {
    JsonNode log = health.path("Log");
    return Troubles.line(Json.text(log.path(log.size() - 1).path("Output")));
  }

  private static OptionalDouble cpuLimit(JsonNode limits) {
    OptionalLong nanos = Json.positive(limits.path("NanoCpus"));
    OptionalLong quota = Json.positive(limits.path("CpuQuota"));
    if (nanos.isPresent()) {
      return OptionalDouble.of(nanos.getAsLong() / NANOS);
    } else if (quota.isPresent()) {
      long period = Json.positive(limits.path("CpuPeriod")).orElse(STANDARD_PERIOD);
      return OptionalDouble.of((double) quota.getAsLong() / period);
    }
    OptionalLong count = Json.positive(limits.path("CpuCount")); // on Windows
    return count.isPresent()
        ? OptionalDouble.of((double) count.getAsLong())
        : OptionalDouble.empty();
  }

  /** Podman says nothing of layers. */
  static EngineDisk disk(JsonNode node) {
    JsonNode images = node.path("Images");
    return new EngineDisk(
        Json.positive(node.path("LayersSize")).orElseGet(() -> sum(images, "Size")),
        sum(node.path("Containers"), "SizeRw"),
        StreamSupport.stream(node.path("Volumes").spliterator(), false)
            .mapToLong(volume -> Json.positive(volume.path("UsageData").path("Size")).orElse(0))
            .sum(),
        sum(node.path("BuildCache"), "Size"));
  }

  private static long sum(JsonNode items, String field) {
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> !item.path("Shared").asBoolean()) // counted with the images
        .mapToLong(item -> Json.positive(item.path(field)).orElse(0))
        .sum();
  }

  /** An event; empty when it is none of a container. */
  static Optional<EngineEvent> event(JsonNode node) {
    JsonNode actor = node.path("Actor");
    String action = Json.text(node.path("Action"));
    String id = Json.text(actor.path("ID"));
    OptionalLong nanos = Json.positive(node.path("timeNano"));
    OptionalLong seconds = Json.positive(node.path("time"));
    if (!Json.text(node.path("Type")).equals("container")
        || action.isEmpty()
        || id.isEmpty()
        || (nanos.isEmpty() && seconds.isEmpty())) {
      return Optional.empty();
    }
    Instant at =
        nanos.isPresent()
            ? Instant.ofEpochSecond(0, nanos.getAsLong())
            : Instant.ofEpochSecond(seconds.getAsLong());
    int colon = action.indexOf(':');
    String word = colon < 0 ? action : action.substring(0, colon);
    return Optional.of(new EngineEvent(word, id, at, Json.texts(actor.path("Attributes"))));
  }
}
