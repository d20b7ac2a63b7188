package io.health4j.oshi;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import oshi.software.os.OSProcess;

/**
 * Processes as OSHI sees them. OSHI lets one filter processes only after it has read five files of
 * each; where the system shows command lines as files, these are read first, and OSHI is asked for
 * those that match. On a machine with a hundred processes that is five times cheaper.
 */
final class OshiProcesses implements ProcessTable {

  private static final File PROC = new File("/proc");

  @Override
  public List<ProcessUse> find(Pattern commandLine) {
    if (!Files.isReadable(PROC.toPath().resolve("self/cmdline"))) {
      return Oshi.system()
          .getProcesses(process -> commandLine.matcher(process.getCommandLine()).find(), null, 0)
          .stream()
          .filter(OshiProcesses::isAlive)
          .map(OshiProcesses::use)
          .toList();
    }
    var found = new ArrayList<ProcessUse>();
    for (int pid : pids()) {
      ProcessUse use = commandLine.matcher(commandLine(pid)).find() ? read(pid) : null;
      if (use != null) {
        found.add(use);
      }
    }
    return found;
  }

  private static int[] pids() {
    String[] names = PROC.list((dir, name) -> name.chars().allMatch(Character::isDigit));
    return names == null
        ? new int[0]
        : Arrays.stream(names).mapToInt(Integer::parseInt).sorted().toArray();
  }

  /** Empty for a process that has just ended, and for the kernel's own threads. */
  private static String commandLine(int pid) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", Integer.toString(pid), "cmdline"));
      return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ').trim();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public @Nullable ProcessUse read(int pid) {
    OSProcess process = Oshi.system().getProcess(pid);
    return process == null || !isAlive(process) ? null : use(process);
  }

  private static boolean isAlive(OSProcess process) {
    return process.getState() != OSProcess.State.INVALID
        && process.getState() != OSProcess.State.ZOMBIE;
  }

  private static ProcessUse use(OSProcess process) {
    return new ProcessUse(
        process.getProcessID(),
        process.getName(),
        process.getStartTime(),
        process.getUserTime(),
        process.getKernelTime(),
        process.getResidentMemory(),
        process.getVirtualSize(),
        process.getThreadCount(),
        process.getUpTime());
  }

  /** This process. Its files are absent on Windows, which counts handles of all kinds instead. */
  static ProcessCheck.Own own() {
    OSProcess own = Oshi.system().getCurrentProcess();
    boolean windows = Oshi.system().getFamily().startsWith("Windows");
    return new ProcessCheck.Own(
        use(own),
        windows ? OptionalLong.empty() : positive(own.getOpenFiles()),
        windows ? OptionalLong.empty() : positive(own.getSoftOpenFileLimit()));
  }

  /** OSHI says 0 or −1 for what it cannot read, and −1 for no limit. */
  private static OptionalLong positive(long value) {
    return value > 0 ? OptionalLong.of(value) : OptionalLong.empty();
  }
}
