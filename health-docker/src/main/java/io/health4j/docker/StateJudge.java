package io.health4j.docker;

import io.health4j.check.CheckContext;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.docker.api.ContainerState;
import java.util.concurrent.TimeUnit;

/** What is wrong with a container by its state and by what happened to it. */
final class StateJudge {

  private static final int OUTPUT = 200;
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MEBIBYTE = 1L << 20;

  private final ContainerSettings settings;
  private final Levels restarts;

  StateJudge(ContainerSettings settings) {
    this.settings = settings;
    this.restarts =
        new Levels(settings, ContainerLimit.RESTARTS_WARNING, ContainerLimit.RESTARTS_CRITICAL);
  }

  void judge(ContainerWatch watch, CheckContext context, ContainerReport report) {
    dead(watch, context, report);
    ContainerState state = watch.state();
    if (state != null) {
      oomKilled(watch, state, context, report);
      restartLoop(watch, context, report);
      unhealthy(watch, state, report);
      exited(watch, state, report);
    }
  }

  private static Finding of(ContainerCondition condition, ContainerWatch watch, Status status) {
    return Finding.of(condition.id(), watch.name(), status);
  }

  private void oomKilled(
      ContainerWatch watch, ContainerState state, CheckContext context, ContainerReport report) {
    if (!watch.oomKills().within(settings.nanos(ContainerLimit.OOM_MINUTES), context)) {
      return;
    }
    String remedy =
        state.memoryLimit().isPresent()
            ? "Give it more memory, or have it use less: its limit is "
                + state.memoryLimit().getAsLong() / MEBIBYTE
                + " MiB."
            : "Free memory on the engine's machine: it has no limit of its own.";
    var condition = ContainerCondition.OOM_KILLED;
    report.find(condition, of(condition, watch, Status.CRITICAL).remedy(remedy));
  }

  private void restartLoop(ContainerWatch watch, CheckContext context, ContainerReport report) {
    int times = watch.restarts().within(settings.nanos(ContainerLimit.RESTART_MINUTES), context);
    Status status = restarts.from(times);
    if (status.isFailing()) {
      ContainerLimit limit = restarts.limit(status);
      var condition = ContainerCondition.RESTART_LOOP;
      report.find(
          condition,
          of(condition, watch, status)
              .value(times)
              .limit(settings.limit(limit), settings.source(limit))
              .remedy("Look into its log for why it ends, and stop it until that is mended."));
    }
  }

  private static void unhealthy(
      ContainerWatch watch, ContainerState state, ContainerReport report) {
    if (watch.isRunning() && state.health().equals("unhealthy")) {
      String said = line(state.healthOutput());
      var condition = ContainerCondition.UNHEALTHY;
      report.find(
          condition,
          of(condition, watch, Status.WARNING)
              .remedy(
                  "Look after what its own health check found"
                      + (said.isEmpty() ? "." : ": " + said)));
    }
  }

  private static String line(String text) {
    String cut = text.length() <= OUTPUT ? text : text.substring(0, OUTPUT) + "…";
    return cut.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private void exited(ContainerWatch watch, ContainerState state, ContainerReport report) {
    if (!watch.entry().state().equals("exited") || state.isRunning()) {
      return;
    }
    Status status = missed(state);
    if (status.isFailing()) {
      var condition = ContainerCondition.EXITED;
      report.find(
          condition,
          of(condition, watch, status)
              .value(state.exitCode())
              .remedy(
                  "Look into its log and start it again: its exit code was "
                      + ExitCode.text(state.exitCode())
                      + ", and nobody restarts it."));
    }
  }

  /**
   * How bad it is that it does not run. One that the engine should always restart was stopped by
   * hand; one that it restarts on failure was given up.
   */
  private Status missed(ContainerState state) {
    if (settings.expectRunning()) {
      return Status.CRITICAL;
    }
    return switch (state.restartPolicy()) {
      case "always", "unless-stopped" -> Status.WARNING;
      case "on-failure" -> state.exitCode() == 0 ? Status.HEALTHY : Status.CRITICAL;
      default -> Status.HEALTHY;
    };
  }

  private void dead(ContainerWatch watch, CheckContext context, ContainerReport report) {
    String state = watch.entry().state();
    long age = context.age(watch.stateSince());
    ContainerLimit limit = ContainerLimit.DEAD_SECONDS;
    if ((state.equals("dead") || state.equals("removing")) && age > settings.nanos(limit)) {
      var condition = ContainerCondition.DEAD;
      report.find(
          condition,
          of(condition, watch, Status.WARNING)
              .value(age / SECOND)
              .limit(settings.limit(limit), settings.source(limit))
              .remedy("Look for what still uses its files, and remove it by force."));
    }
  }
}
