package io.health4j.nvml.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.health4j.nvml.api.NvmlReturn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Native memory for what a call answers, one piece for each thread: a call that never returns keeps
 * its own, and no other call writes there. It is used again and again, so that a reading allocates
 * nothing, and goes with the thread.
 */
final class Scratch {

  /** Where a list begins; before it stands how many entries it has. */
  static final int LIST = 8;

  private static final int BYTES = 4096;
  private static final int MOST_BYTES = 1 << 20;

  /** A list may have become longer when it is asked for again. */
  private static final int SPARE = 16;

  private static final ThreadLocal<Scratch> MINE = ThreadLocal.withInitial(Scratch::new);

  private ByteBuffer memory = ByteBuffer.allocateDirect(0);
  private long address;

  private Scratch() {
    allocate(BYTES);
  }

  static Scratch mine() {
    return MINE.get();
  }

  private void allocate(int bytes) {
    memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    address = Pointer.nativeValue(Native.getDirectBufferPointer(memory));
  }

  long address() {
    return address;
  }

  int getInt(int offset) {
    return memory.getInt(offset);
  }

  long getUnsigned(int offset) {
    return Integer.toUnsignedLong(memory.getInt(offset));
  }

  long getLong(int offset) {
    return memory.getLong(offset);
  }

  double getDouble(int offset) {
    return memory.getDouble(offset);
  }

  int getByte(int offset) {
    return Byte.toUnsignedInt(memory.get(offset));
  }

  int getShort(int offset) {
    return Short.toUnsignedInt(memory.getShort(offset));
  }

  void putInt(int offset, int value) {
    memory.putInt(offset, value);
  }

  /** Begins a structure: zeros, and its version in front. */
  long structure(int version, int bytes) {
    for (int i = 0; i < bytes; i += Integer.BYTES) {
      memory.putInt(i, 0);
    }
    memory.putInt(0, version);
    return address;
  }

  /** Passes a return code on; when it is SUCCESS, so many 32-bit values too. */
  int unsigned(int code, int count, long[] out) {
    if (code == NvmlReturn.SUCCESS) {
      for (int i = 0; i < count; i++) {
        out[i] = getUnsigned(i * Integer.BYTES);
      }
    }
    return code;
  }

  /** Passes a return code on; when it is SUCCESS, a 64-bit value too. */
  int big(int code, long[] out) {
    if (code == NvmlReturn.SUCCESS) {
      out[0] = getLong(0);
    }
    return code;
  }

  /** The text at an offset, up to its end, or so many bytes. */
  String text(int offset, int bytes) {
    int length = 0;
    while (length < bytes && memory.get(offset + length) != 0) {
      length++;
    }
    byte[] text = new byte[length];
    memory.get(offset, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /**
   * Offers all of the memory to a call that fills a list.
   *
   * @param entryBytes of one entry
   * @return for how many entries there is room
   */
  int offer(int entryBytes) {
    int room = (memory.capacity() - LIST) / entryBytes;
    putInt(0, room);
    return room;
  }

  /**
   * After a call that fills a list: whether it is to be repeated, since there was too little memory
   * and now is more.
   */
  boolean grown(int code, int entryBytes) {
    if (code != NvmlReturn.INSUFFICIENT_SIZE) {
      return false;
    }
    long wanted = LIST + (getUnsigned(0) + SPARE) * entryBytes;
    if (wanted <= memory.capacity() || wanted > MOST_BYTES) {
      return false;
    }
    allocate((int) wanted);
    return true;
  }
}
