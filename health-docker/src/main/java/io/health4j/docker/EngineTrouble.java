package io.health4j.docker;

import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.docker.api.EngineException;

/** An engine that did not answer, as checks tell it: not known, for this reason, and what to do. */
final class EngineTrouble {

  private EngineTrouble() {}

  /** The finding; the reason is the exception's message. */
  static Finding finding(EngineException why) {
    String condition = ContainerCondition.ENGINE_UNREACHABLE.id();
    return Finding.of(condition, "", Status.UNKNOWN).remedy(remedy(why.kind()));
  }

  private static String remedy(EngineException.Kind kind) {
    return switch (kind) {
      case AWAY -> "Start the engine, or correct its address (DOCKER_HOST).";
      case DENIED -> "Let this process open the engine's socket, or give it credentials.";
      case SLOW -> "See how busy the engine's machine is, and whether the engine hangs.";
      case TOO_OLD -> "Update the engine.";
      case GARBLED -> "See whether a container engine answers at that address.";
      case NOT_FOUND, CONFLICT, REFUSED -> "See what the engine's log says.";
    };
  }
}
