package io.health4j.examples;

import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the tasks of all workers. Thread-safe.
 *
 * @param done how many ended well
 * @param failed how many did not
 * @param refused how many found a queue full
 */
record Tally(LongAdder done, LongAdder failed, LongAdder refused) {

  Tally() {
    this(new LongAdder(), new LongAdder(), new LongAdder());
  }

  @Override
  public String toString() {
    return Texts.format(
        "%,d done, %,d failed, %,d refused by full queues",
        done.sum(), failed.sum(), refused.sum());
  }
}
