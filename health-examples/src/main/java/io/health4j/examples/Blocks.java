package io.health4j.examples;

import java.util.Random;
import java.util.zip.CRC32;

/** The data that the workers check: blocks of random bytes, and their checksums. Immutable. */
final class Blocks {

  static final int COUNT = 64;

  /** So large that to check one takes some microseconds. */
  private static final int BYTES = 16 << 10;

  private final byte[][] contents = new byte[COUNT][BYTES];
  private final long[] checksums = new long[COUNT];

  Blocks(Random random) {
    for (int i = 0; i < COUNT; i++) {
      random.nextBytes(contents[i]);
      checksums[i] = checksum(contents[i]);
    }
  }

  /** A copy of a block's content. */
  byte[] read(int block) {
    return contents[block].clone();
  }

  boolean isWhole(int block, byte[] content) {
    return checksum(content) == checksums[block];
  }

  private static long checksum(byte[] content) {
    var checksum = new CRC32();
    checksum.update(content);
    return checksum.getValue();
  }
}
