package io.health4j.examples;

import java.util.concurrent.atomic.LongAdder;

/**
 * What became of all sandboxes of this run. Thread-safe.
 *
 * @param started how many were started, by this host and by the one that is killed
 * @param cleaned how many were removed by the iteration that started them
 * @param failed how many ended with an exit code of their own other than 0
 * @param outOfMemory how many the kernel killed at their memory limit
 * @param hung how many did not end in time
 * @param removed how many orphans the clean-up removed, as the monitor heard it
 */
record SandboxTally(
    LongAdder started,
    LongAdder cleaned,
    LongAdder failed,
    LongAdder outOfMemory,
    LongAdder hung,
    LongAdder removed) {

  SandboxTally() {
    this(
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder());
  }

  /** How many whoever started them did not remove. */
  long orphaned() {
    return started.sum() - cleaned.sum();
  }

  void ended(Sandboxes.Ending.Kind kind) {
    switch (kind) {
      case DONE -> {}
      case FAILED -> failed.increment();
      case OUT_OF_MEMORY -> outOfMemory.increment();
      case HUNG -> hung.increment();
    }
  }

  String crashes() {
    return Texts.format(
        "%,d crashed (%,d exit code, %,d out of memory, %,d hung)",
        failed.sum() + outOfMemory.sum() + hung.sum(), failed.sum(), outOfMemory.sum(), hung.sum());
  }
}
