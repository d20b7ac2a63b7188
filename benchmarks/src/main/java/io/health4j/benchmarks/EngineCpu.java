package io.health4j.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * CPU time of a container engine: of Docker, containerd and the shims, thread by thread, since a
 * shim needs less for a request than the 10 ms in which the system tells a whole process's time.
 * Threads that end in between are not counted; those of these programs live on.
 */
final class EngineCpu {

  private static final Path PROC = Path.of("/proc");

  /** As the kernel has them, which cuts names after 15 characters. */
  private static final Set<String> PROGRAMS = Set.of("dockerd", "containerd", "containerd-shim");

  private EngineCpu() {}

  /** CPU time so far, in nanoseconds. */
  static long read() throws IOException {
    long sum = 0;
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        sum += isEngine(process) ? ofThreads(process.resolve("task")) : 0;
      }
    }
    return sum;
  }

  private static boolean isEngine(Path process) {
    try {
      return PROGRAMS.contains(Files.readString(process.resolve("comm")).strip());
    } catch (IOException e) {
      return false; // it has ended
    }
  }

  private static long ofThreads(Path tasks) {
    long sum = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        String stat = Files.readString(thread.resolve("schedstat"));
        sum += Long.parseLong(stat.substring(0, stat.indexOf(' ')));
      }
    } catch (IOException e) {
      return sum; // it has ended
    }
    return sum;
  }
}
