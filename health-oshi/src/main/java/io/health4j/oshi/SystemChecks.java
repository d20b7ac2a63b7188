package io.health4j.oshi;

import io.health4j.check.HealthCheck;
import io.health4j.check.Threshold;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks of the machine that this process runs on, and of processes on it.
 *
 * <p>Each call makes a new check. A check belongs to one place in one target, as {@link
 * HealthCheck} says, since several compare a sample with the one before; the methods here may be
 * called from any thread. To make a check costs nothing: the machine is first asked when the check
 * first runs, which once takes some hundred milliseconds for loading a native library.
 *
 * <p>What cannot be read is absent: no reading, never 0. Ratios run from 0 to 1. A check without a
 * {@link Threshold} has a default, whose findings name "default" as their limit's source; at each
 * method stands where the default comes from.
 *
 * <p>In a container, memory, CPU and load are those of the machine around it, as {@code /proc} has
 * them, not the container's limits.
 */
public final class SystemChecks {

  private SystemChecks() {}

  /**
   * The checks that suit any machine, each under a name: {@link #cpu()}, {@link #memory()}, {@link
   * #swap()}, {@link #load()}, {@link #fileSystems()}, {@link #network()}. They stay apart rather
   * than being one check, so that one of them being UNKNOWN takes nothing from the others.
   *
   * @return new checks by name, in this order, unmodifiable
   */
  public static Map<String, HealthCheck> machine() {
    var checks = new LinkedHashMap<String, HealthCheck>();
    checks.put("cpu", cpu());
    checks.put("memory", memory());
    checks.put("swap", swap());
    checks.put("load", load());
    checks.put("file-systems", fileSystems());
    checks.put("network", network());
    return Collections.unmodifiableMap(checks);
  }

  /**
   * CPU use of the machine: WARNING above 90 %, CRITICAL above 95 %. This project's own judgement;
   * Netdata warns of 85 % and more, of a mean over ten minutes.
   *
   * @return the check
   */
  public static HealthCheck cpu() {
    return cpu(Defaults.CPU);
  }

  /**
   * CPU use of the machine, between one sample and the next: the first sample is UNKNOWN, and so is
   * one that comes within 300 ms of another.
   *
   * @param threshold of the share of all CPUs that is busy, 0 to 1
   * @return the check
   */
  public static HealthCheck cpu(Threshold threshold) {
    return new CpuCheck(Oshi::cpuTicks, threshold);
  }

  /**
   * Memory in use: WARNING above 85 %, CRITICAL above 95 %. This project's own judgement.
   *
   * @return the check
   */
  public static HealthCheck memory() {
    return memory(Defaults.MEMORY);
  }

  /**
   * Memory in use, less what the system would give back if asked (caches).
   *
   * @param threshold of the share of the machine's memory, 0 to 1
   * @return the check
   */
  public static HealthCheck memory(Threshold threshold) {
    return new MemoryCheck(Oshi::memory, threshold);
  }

  /**
   * Swap space in use: WARNING above 90 %, CRITICAL above 98 %, the limits of Netdata's {@code
   * used_swap} alarm.
   *
   * @return the check
   */
  public static HealthCheck swap() {
    return swap(Defaults.SWAP);
  }

  /**
   * Swap space in use. A machine without any is healthy and has no reading.
   *
   * @param threshold of the share of the swap space, 0 to 1
   * @return the check
   */
  public static HealthCheck swap(Threshold threshold) {
    return new SwapCheck(Oshi::swap, threshold);
  }

  /**
   * Load over 15 minutes for each logical CPU: WARNING above 2, as Netdata's {@code
   * load_average_15}; CRITICAL above 4, this project's own judgement, as Netdata has no such level.
   *
   * @return the check
   */
  public static HealthCheck load() {
    return load(Defaults.LOAD);
  }

  /**
   * Load over 15 minutes for each logical CPU, of which there count at least two. A system without
   * load averages (Windows) is healthy and has no reading.
   *
   * @param threshold of threads that run or wait, for each CPU
   * @return the check
   */
  public static HealthCheck load(Threshold threshold) {
    return new LoadCheck(Oshi::loadAverages, Oshi::logicalCpus, threshold);
  }

  /**
   * Space and inodes of each local file system: WARNING above 80 %, CRITICAL above 90 %, the values
   * at which Netdata's two disk alarms end; they begin at 90 % and 98 %, too late for a loop that
   * writes checkpoints of many gigabytes.
   *
   * @return the check
   */
  public static HealthCheck fileSystems() {
    return fileSystems(Defaults.FILE_SYSTEMS);
  }

  /**
   * Space and inodes of each local file system that can be written. Read-only mounts and images are
   * left out, as are file systems without storage; of several mounts of one device one is seen. A
   * new mount is seen within a minute.
   *
   * @param threshold of the used share, 0 to 1, as {@code df} counts it
   * @return the check
   */
  public static HealthCheck fileSystems(Threshold threshold) {
    return new FileSystemCheck(new MountTable(Oshi::mounts, Oshi::space), threshold);
  }

  /**
   * Errors and drops on network interfaces: WARNING above 2 % of the packets, as Netdata has it for
   * drops; CRITICAL above 10 %, Netdata's limit for the worst of links, Wi-Fi.
   *
   * @return the check
   */
  public static HealthCheck network() {
    return network(Defaults.NETWORK);
  }

  /**
   * Traffic, errors and drops of the interfaces that are up, without loopback and the ends of
   * containers. Shares are taken over at least 1,000 packets; a counter that falls is a reset. When
   * all interfaces of a machine that had some are down, that is CRITICAL. How busy a link is, is a
   * reading where its speed is known, and no finding.
   *
   * @param threshold of the share of packets that were lost, 0 to 1; held against errors and
   *     against drops
   * @return the check
   */
  public static HealthCheck network(Threshold threshold) {
    return new NetworkCheck(new OshiInterfaces(), threshold);
  }

  /**
   * This process: CPU, memory, threads, age, and open files: WARNING above 80 % of those that it
   * may open, CRITICAL above 95 %. This project's own judgement; Netdata warns above 95 %, when the
   * next accept may already fail.
   *
   * @return the check
   */
  public static HealthCheck process() {
    return process(Defaults.OPEN_FILES);
  }

  /**
   * This process: CPU as a share of all CPUs, memory, threads, age, and open files.
   *
   * @param openFiles of the share of the files that it may open, 0 to 1
   * @return the check
   */
  public static HealthCheck process(Threshold openFiles) {
    return new ProcessCheck(
        OshiProcesses::own, Runtime.getRuntime()::availableProcessors, openFiles);
  }

  /**
   * Whether enough processes run. As {@link #processes(Pattern, int)}.
   *
   * @param regex found anywhere in the command line
   * @param atLeast from 0 (only measure) to 10,000
   * @return the check
   * @throws IllegalArgumentException when the expression is wrong or the number out of range
   */
  public static HealthCheck processes(String regex, int atLeast) {
    return processes(Pattern.compile(regex), atLeast);
  }

  /**
   * Whether enough processes run: with fewer than {@code atLeast} it is CRITICAL. CPU and memory
   * are read of all together, and one by one of the 20 largest. This process counts too when its
   * own command line matches. Command lines, which may hold secrets, are never shown; the
   * expression is.
   *
   * @param commandLine found anywhere in the command line, whose arguments are joined by blanks
   * @param atLeast from 0 (only measure) to 10,000
   * @return the check
   * @throws IllegalArgumentException when the number is out of range
   */
  public static HealthCheck processes(Pattern commandLine, int atLeast) {
    return new ProcessesCheck(new OshiProcesses(), Oshi::logicalCpus, commandLine, atLeast);
  }

  /**
   * CPU temperature, fans and voltage: WARNING above 90 °C, CRITICAL above 100 °C. This project's
   * own judgement: most processors slow down between 95 °C and 105 °C.
   *
   * @return the check
   */
  public static HealthCheck sensors() {
    return sensors(Defaults.CELSIUS);
  }

  /**
   * CPU temperature, fans and voltage, where they can be read. A machine without sensors is healthy
   * and has no reading; a temperature that can no longer be read is UNKNOWN.
   *
   * @param celsius of the CPU's temperature in °C
   * @return the check
   */
  public static HealthCheck sensors(Threshold celsius) {
    return new SensorCheck(Oshi::sensors, celsius);
  }
}
