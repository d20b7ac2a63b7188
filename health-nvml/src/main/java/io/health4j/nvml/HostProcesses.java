package io.health4j.nvml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The processes of this machine, as far as this one sees them. */
interface HostProcesses {

  /** A process that lived when it was found. */
  interface Found {

    /**
     * Whether it still does.
     *
     * @return false also when another process got its number
     */
    boolean isAlive();

    /**
     * What it runs.
     *
     * @return the file name of its program; empty when that is not to be read
     */
    String name();
  }

  /**
   * Whether numbers of processes mean here what they mean to the driver.
   *
   * @return true when one that is not found does not live
   */
  boolean areSeen();

  /**
   * Looks for a process.
   *
   * @param pid its number
   * @return null when no such process lives; one that ended and was not yet waited for still counts
   */
  @Nullable Found find(long pid);

  /**
   * Those that the JVM sees.
   *
   * @param linux whether this is Linux, where a container may see its own processes only
   * @param proc where Linux shows processes
   * @return all of them, or those of this container
   */
  static HostProcesses system(boolean linux, Path proc) {
    return new HostProcesses() {
      @Override
      public boolean areSeen() {
        return !linux || isHosts(proc);
      }

      @Override
      public @Nullable Found find(long pid) {
        return ProcessHandle.of(pid).map(handle -> found(handle, proc)).orElse(null);
      }
    };
  }

  /**
   * The driver counts processes as the host does. A namespace of processes has numbers of its own,
   * and in all but the host's, number 2 is not the kernel's {@code kthreadd}. Where a mount option
   * hides the processes of others, that file is hidden too; there, a process that is not found may
   * well live.
   */
  private static boolean isHosts(Path proc) {
    return comm(proc, 2).equals("kthreadd");
  }

  private static String comm(Path proc, long pid) {
    try {
      return Files.readString(proc.resolve(pid + "/comm")).strip();
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  private static Found found(ProcessHandle handle, Path proc) {
    String name = name(handle.info().command().orElse(""), proc, handle.pid());
    return new Found() {
      @Override
      public boolean isAlive() {
        return handle.isAlive();
      }

      @Override
      public String name() {
        return name;
      }
    };
  }

  /**
   * What a process is called. The program of another user's process is not shown to everyone, its
   * short name is.
   *
   * @param program its path; empty when it is not shown
   * @param proc where Linux shows processes
   * @param pid the process's number
   * @return the name; empty when nothing is shown
   */
  static String name(String program, Path proc, long pid) {
    @Nullable Path file = Path.of(program).getFileName();
    return program.isEmpty() || file == null ? comm(proc, pid) : file.toString();
  }
}
