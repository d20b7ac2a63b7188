package io.health4j.docker;

/** What a container's exit code says: 128 and more is the signal that ended it. */
final class ExitCode {

  private ExitCode() {}

  /** The code with what it means, where that is settled. */
  static String text(int code) {
    return switch (code) {
      case 125 -> "125 (the engine could not run it)";
      case 126 -> "126 (its command cannot be run)";
      case 127 -> "127 (its command was not found)";
      case 134 -> "134 (it aborted, SIGABRT)";
      case 137 ->
          "137 (it was killed, SIGKILL: for want of memory, by hand, or by a stop whose"
              + " grace time was over)";
      case 139 -> "139 (it crashed, SIGSEGV)";
      case 143 -> "143 (it was asked to end, SIGTERM)";
      default -> Integer.toString(code);
    };
  }
}
