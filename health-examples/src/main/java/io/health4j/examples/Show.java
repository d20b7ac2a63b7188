package io.health4j.examples;

import java.util.List;

/** A host with a monitor in it, and what is told of both. */
interface Show extends AutoCloseable {

  /** What is shown, in a line. */
  String title();

  /** In a log, so many lines of state to a whole table. */
  int linesPerTable();

  /** Begins the host's work, and to watch it. */
  void start();

  /** The calm is over: makes go wrong what the user asked for. */
  void disturb();

  /** All that is known now, for a terminal. */
  List<String> page();

  /** The most of it in one line, for a log. */
  String line();

  /** The state of what is watched. */
  List<String> table();

  /** Ends the host's work; the monitor goes on. */
  void stop();

  /** What is told at the end. */
  List<String> summary();

  /** Whether it came to what it was for; asked after it was stopped. */
  default boolean succeeded() {
    return true;
  }

  @Override
  void close();
}
