package io.health4j.docker.usage;

import io.health4j.docker.api.ContainerState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A machine's {@code /proc} and {@code /sys/fs/cgroup}, written into a folder. */
final class Tree {

  /** A container's whole id. */
  static final String ID = id('a');

  static final String V1_MOUNTS =
      """
      22 27 0:21 / /proc rw,relatime - proc proc rw
      32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
      35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory
      38 31 0:35 / /sys/fs/cgroup/blkio rw,relatime - cgroup cgroup rw,blkio
      39 31 0:36 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids
      40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd
      """;
  static final String UNIFIED_MOUNT =
      "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n";
  static final String V2_MOUNTS =
      """
      22 27 0:21 / /proc rw,relatime - proc proc rw
      31 23 0:28 / /sys/fs/cgroup rw,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate
      """;

  final Path root;

  Tree(Path root) {
    this.root = root;
  }

  static String id(char digit) {
    return Character.toString(digit).repeat(64);
  }

  /** A container that runs with this first process. */
  static ContainerState container(String id, long pid) {
    return new ContainerState(
        id,
        "name",
        "running",
        pid,
        false,
        0,
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        0,
        "no",
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        "",
        Map.of());
  }

  /** Writes a file, and the folders above it. */
  Tree file(String path, String text) {
    Path file = root.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Tree delete(String path) {
    try {
      Files.delete(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Puts a process into a network namespace. */
  Tree network(String process, int namespace) {
    Path link = root.resolve("proc/" + process + "/ns/net");
    try {
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of("net:[" + namespace + "]"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Version 1, with one container in {@code /docker/ID}. */
  Tree v1(String id, long pid) {
    file("proc/self/mountinfo", V1_MOUNTS);
    file("proc/" + pid + "/cgroup", v1Paths("/docker/" + id));
    v1Cpu("sys/fs/cgroup/cpu,cpuacct/docker/" + id);
    v1Memory("sys/fs/cgroup/memory/docker/" + id);
    file("sys/fs/cgroup/pids/docker/" + id + "/pids.current", "7\n");
    file("sys/fs/cgroup/pids/docker/" + id + "/pids.max", "50\n");
    file(
        "sys/fs/cgroup/blkio/docker/" + id + "/blkio.throttle.io_service_bytes_recursive",
        """
        254:0 Read 4096
        254:0 Write 8192
        254:0 Sync 12288
        254:0 Total 12288
        8:16 Read 1
        8:16 Write 2
        Total 12291
        """);
    return this;
  }

  static String v1Paths(String path) {
    return """
    9:name=systemd:%1$s
    8:pids:%1$s
    7:blkio:%1$s
    4:memory:%1$s
    1:cpu,cpuacct:%1$s
    0::/
    """
        .formatted(path);
  }

  private void v1Cpu(String folder) {
    file(folder + "/cpuacct.usage", "31701105000\n");
    file(folder + "/cpuacct.stat", "user 1250\nsystem 75\n");
    file(folder + "/cpu.stat", "nr_periods 500\nnr_throttled 20\nthrottled_time 1500000000\n");
  }

  private void v1Memory(String folder) {
    file(folder + "/memory.usage_in_bytes", "2781184\n");
    file(
        folder + "/memory.stat",
        "rss 9\ninactive_file 9\ntotal_rss 114688\ntotal_inactive_file 1392640\n");
    file(folder + "/memory.limit_in_bytes", "67108864\n");
    file(folder + "/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
  }

  /** Version 2, with one container in this cgroup. */
  Tree v2(String path, long pid) {
    file("proc/self/mountinfo", V2_MOUNTS);
    file("proc/" + pid + "/cgroup", "0::" + path + "\n");
    String folder = "sys/fs/cgroup" + path;
    file(
        folder + "/cpu.stat",
        """
        usage_usec 31701105
        user_usec 12500000
        system_usec 750000
        nr_periods 500
        nr_throttled 20
        throttled_usec 1500000
        """);
    file(folder + "/memory.current", "2781184\n");
    file(folder + "/memory.stat", "anon 114688\nfile 1990656\ninactive_file 1392640\n");
    file(folder + "/memory.max", "67108864\n");
    file(folder + "/memory.events", "low 0\nhigh 0\nmax 12\noom 4\noom_kill 3\n");
    file(folder + "/pids.current", "7\n");
    file(folder + "/pids.max", "50\n");
    file(
        folder + "/io.stat",
        """
        254:0 rbytes=4096 wbytes=8192 rios=1 wios=2 dbytes=0 dios=0
        7:0\s
        8:16 rbytes=1 wbytes=2 rios=1 wios=1 dbytes=5 dios=0
        """);
    return this;
  }
}
