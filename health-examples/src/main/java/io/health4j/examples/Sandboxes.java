package io.health4j.examples;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Containers that run one command each: few rights, little memory, no network. Each call ends in
 * time, whatever the engine does. Thread-safe.
 */
interface Sandboxes extends AutoCloseable {

  /**
   * How a sandbox ended.
   *
   * @param output what it printed; empty unless it is done
   */
  record Ending(Kind kind, String output) {

    /** Well, or how not. */
    enum Kind {
      /** With exit code 0. */
      DONE,
      FAILED,
      OUT_OF_MEMORY,
      /** Not at all in the time that it had. */
      HUNG
    }
  }

  /**
   * Starts one.
   *
   * @return its whole id
   * @throws IOException when the engine does not, with what it said
   */
  String start(List<String> command, Map<String, String> labels)
      throws IOException, InterruptedException;

  /** Waits for one to end, but no longer than this. It is there until it is removed. */
  Ending await(String id, Duration within) throws IOException, InterruptedException;

  /** Kills and removes one. */
  void remove(String id) throws IOException, InterruptedException;

  /** How many have this label, whether they run or not. */
  int count(String label, String value) throws IOException, InterruptedException;

  @Override
  void close();
}
