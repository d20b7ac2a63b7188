package io.health4j.examples;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Work for a GPU in a process of its own: products of matrices by PyTorch, where that is there. */
final class GpuLoad implements AutoCloseable {

  static final Duration LASTS = Duration.ofSeconds(10);

  private static final String SCRIPT =
      """
      import sys, time, torch
      if not torch.cuda.is_available():
          sys.exit(3)
      a = torch.randn(4096, 4096, device="cuda")
      print("started", flush=True)
      end = time.monotonic() + %d
      while time.monotonic() < end:
          b = a @ a
          torch.cuda.synchronize()
      """;

  private static final int WAIT_SECONDS = 60;

  private final @Nullable Process process;
  private final String text;

  private GpuLoad(@Nullable Process process, String text) {
    this.process = process;
    this.text = text;
  }

  /** Begins it, and returns once the GPU is at work; without PyTorch there is none. */
  static GpuLoad begin() {
    String script = Texts.format(SCRIPT, LASTS.toSeconds());
    return begin(List.of("python3", "-c", script));
  }

  /** Begins a command that prints a line once the GPU is at work. */
  static GpuLoad begin(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String line = process.inputReader().readLine();
      if (line != null) {
        return new GpuLoad(process, "PyTorch, products of 4096 × 4096 matrices on the first GPU");
      }
      boolean ended = new GpuLoad(process, "").awaitEnd();
      String why = ended ? "it ended with " + process.exitValue() : "it did not begin";
      return new GpuLoad(process, "no load: python3 has no PyTorch that sees a GPU (" + why + ")");
    } catch (IOException e) {
      return none("no load: there is no python3");
    }
  }

  /** No load, and why. */
  static GpuLoad none(String why) {
    return new GpuLoad(null, why);
  }

  /** What is done, or why nothing is. */
  String text() {
    return text;
  }

  boolean runs() {
    return process != null && process.isAlive();
  }

  /** Whether it ended, within the time that a process takes to be killed. */
  boolean awaitEnd() {
    try {
      return process == null || process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
    }
  }
}
