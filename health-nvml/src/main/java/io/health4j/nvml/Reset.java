package io.health4j.nvml;

/** What to know before a GPU is reset: the driver refuses while any process has it open. */
final class Reset {

  private Reset() {}

  /** A remedy that asks for a reset, with what that needs. */
  static String of(String remedy) {
    String sentence = remedy.endsWith(".") ? remedy : remedy + ".";
    return sentence
        + " A reset needs every process to let go of the GPU, this one too (close its monitor).";
  }
}
