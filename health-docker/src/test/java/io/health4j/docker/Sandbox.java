package io.health4j.docker;

import io.health4j.docker.api.ContainerState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A container, to be described bit by bit. */
final class Sandbox {

  private final String id;
  private String name;
  private String state = "running";
  private boolean oomKilled;
  private int exitCode;
  private Instant started = Instant.EPOCH;
  private @Nullable Instant finished;
  private String health = "";
  private String healthOutput = "";
  private long restarts;
  private String policy = "no";
  private OptionalLong memoryLimit = OptionalLong.empty();
  private OptionalLong pidsLimit = OptionalLong.empty();
  private Map<String, String> labels = Map.of();

  Sandbox(String id) {
    this.id = id;
    this.name = "name-" + id;
  }

  Sandbox name(String value) {
    name = value;
    return this;
  }

  Sandbox state(String value) {
    state = value;
    return this;
  }

  Sandbox started(long second) {
    started = Instant.ofEpochSecond(second);
    state = "running";
    return this;
  }

  Sandbox exited(int code, long second) {
    state = "exited";
    exitCode = code;
    finished = Instant.ofEpochSecond(second);
    return this;
  }

  Sandbox oomKilled() {
    oomKilled = true;
    return this;
  }

  Sandbox health(String value, String output) {
    health = value;
    healthOutput = output;
    return this;
  }

  Sandbox restarts(long value) {
    restarts = value;
    return this;
  }

  Sandbox policy(String value) {
    policy = value;
    return this;
  }

  Sandbox memoryLimit(long bytes) {
    memoryLimit = OptionalLong.of(bytes);
    return this;
  }

  Sandbox pidsLimit(long pids) {
    pidsLimit = OptionalLong.of(pids);
    return this;
  }

  Sandbox labels(Map<String, String> value) {
    labels = value;
    return this;
  }

  ContainerState get() {
    return new ContainerState(
        id,
        name,
        state,
        state.equals("running") ? 100 : 0,
        oomKilled,
        exitCode,
        Optional.of(started),
        Optional.ofNullable(finished),
        health,
        healthOutput,
        restarts,
        policy,
        OptionalDouble.empty(),
        memoryLimit,
        pidsLimit,
        "",
        labels);
  }
}
