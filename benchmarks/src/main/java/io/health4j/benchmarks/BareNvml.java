package io.health4j.benchmarks;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One call of NVML mapped directly, and nothing around it: what a reading cannot be cheaper than.
 */
final class BareNvml {

  static {
    Native.register(BareNvml.class, NativeLibrary.getInstance("libnvidia-ml.so.1"));
  }

  private final ByteBuffer out = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
  private final long address = Pointer.nativeValue(Native.getDirectBufferPointer(out));

  // The names are those of nvml.h.
  private static native int nvmlDeviceGetTemperature(long device, int sensor, long celsius);

  long temperature(long device) {
    int code = nvmlDeviceGetTemperature(device, 0, address);
    return code == 0 ? out.getInt(0) : -1;
  }
}
