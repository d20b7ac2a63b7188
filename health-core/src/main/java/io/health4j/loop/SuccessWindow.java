package io.health4j.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Which of the last iterations succeeded: a ring of bits that one thread writes and any thread
 * reads. The reader counts the bits, rather than the writer keeping a sum: a sum that a second
 * writer once spoiled would stay wrong, a ring is right again after one turn. {@link LoopCounts}
 * tells why opaque access is enough.
 */
final class SuccessWindow {

  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

  private final int size;
  private final long[] words;
  private int next;

  SuccessWindow(int size) {
    this.size = size;
    this.words = new long[(size + Long.SIZE - 1) / Long.SIZE];
  }

  /** Writer only. */
  void record(boolean succeeded) {
    int place = next; // read once: a second writer must not push it out of the ring in between
    int word = place / Long.SIZE;
    long bit = 1L << place; // a shift by a long's size and more starts again at 0
    WORDS.setOpaque(words, word, succeeded ? words[word] | bit : words[word] & ~bit);
    next = place + 1 == size ? 0 : place + 1;
  }

  /** How many of the last {@link #size()} succeeded. Any thread. */
  int successes() {
    int sum = 0;
    for (int i = 0; i < words.length; i++) {
      sum += Long.bitCount((long) WORDS.getOpaque(words, i));
    }
    return sum;
  }

  int size() {
    return size;
  }
}
