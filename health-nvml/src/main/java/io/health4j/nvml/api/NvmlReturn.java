package io.health4j.nvml.api;

/** What NVML answers to a call: numbers and names of {@code nvmlReturn_t}. */
public final class NvmlReturn {

  /** It went well. */
  public static final int SUCCESS = 0;

  /** {@code nvmlInit} was not called. */
  public static final int UNINITIALIZED = 1;

  /** An argument is out of range. */
  public static final int INVALID_ARGUMENT = 2;

  /** The device cannot do that. */
  public static final int NOT_SUPPORTED = 3;

  /** The user may not do that. */
  public static final int NO_PERMISSION = 4;

  /** There is no such thing. */
  public static final int NOT_FOUND = 6;

  /** A buffer was too short. */
  public static final int INSUFFICIENT_SIZE = 7;

  /** The kernel module is not loaded. */
  public static final int DRIVER_NOT_LOADED = 9;

  /** The time to wait is over. */
  public static final int TIMEOUT = 10;

  /** The library could not be found or loaded. */
  public static final int LIBRARY_NOT_FOUND = 12;

  /** The library is older than the function. */
  public static final int FUNCTION_NOT_FOUND = 13;

  /** The board's configuration memory is damaged. */
  public static final int CORRUPTED_INFOROM = 14;

  /** The GPU fell off the bus, or cannot be reached. */
  public static final int GPU_IS_LOST = 15;

  /** The GPU must be reset before it can be used again. */
  public static final int RESET_REQUIRED = 16;

  /** The system keeps this process from the device. */
  public static final int OPERATING_SYSTEM = 17;

  /** The library is of another version than the kernel module. */
  public static final int LIB_RM_VERSION_MISMATCH = 18;

  /** The driver has no data now. */
  public static final int NO_DATA = 21;

  /** The driver does not know this version of a structure. */
  public static final int ARGUMENT_VERSION_MISMATCH = 25;

  /** The function is there no longer. */
  public static final int DEPRECATED = 26;

  /** The driver sees no GPU. */
  public static final int GPU_NOT_FOUND = 28;

  /** Something inside the driver. */
  public static final int UNKNOWN = 999;

  private NvmlReturn() {}

  /**
   * Whether there is no such reading, as far as the driver says. It is asked again once an hour,
   * since what is supported changes with the mode of the GPU.
   *
   * @param code a return code
   * @return true when the device, the driver or the library has no such thing
   */
  public static boolean isAbsent(int code) {
    return code == NOT_SUPPORTED
        || code == FUNCTION_NOT_FOUND
        || code == ARGUMENT_VERSION_MISMATCH
        || code == INVALID_ARGUMENT
        || code == DEPRECATED;
  }

  /**
   * The code in words.
   *
   * @param code a return code
   * @return such as {@code GPU is lost (15)}
   */
  public static String text(int code) {
    return words(code) + " (" + code + ")";
  }

  private static String words(int code) {
    return switch (code) {
      case SUCCESS -> "success";
      case UNINITIALIZED -> "not initialized";
      case INVALID_ARGUMENT -> "invalid argument";
      case NOT_SUPPORTED -> "not supported";
      case NO_PERMISSION -> "no permission";
      case NOT_FOUND -> "not found";
      case INSUFFICIENT_SIZE -> "buffer too short";
      case DRIVER_NOT_LOADED -> "driver not loaded";
      case TIMEOUT -> "timeout";
      case LIBRARY_NOT_FOUND -> "library not found";
      case FUNCTION_NOT_FOUND -> "function not found";
      case CORRUPTED_INFOROM -> "InfoROM corrupted";
      case GPU_IS_LOST -> "GPU is lost";
      case RESET_REQUIRED -> "reset required";
      case OPERATING_SYSTEM -> "blocked by the operating system";
      case LIB_RM_VERSION_MISMATCH -> "library and driver do not match";
      case NO_DATA -> "no data";
      case ARGUMENT_VERSION_MISMATCH -> "structure version not known";
      case DEPRECATED -> "no longer there";
      case GPU_NOT_FOUND -> "no GPU found";
      default -> "driver error";
    };
  }
}
