package io.health4j.docker.usage;

import static io.health4j.docker.usage.Tree.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.ContainerUsage.Part;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupFilesTest {

  private static final String SCOPE = "/system.slice/docker-" + ID + ".scope";
  private static final String V1 = "sys/fs/cgroup/";
  private static final String NET =
      """
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
          lo: 1000 1 0 0 0 0 0 0 1000 1 0 0 0 0 0 0
        eth0: 1222403534 46919 0 0 0 0 0 0 7725623 41619 0 0 0 0 0 0
        eth1:6 1 0 0 0 0 0 0 7 1 0 0 0 0 0 0
      """;

  @TempDir Path root;

  private Tree tree;
  private CgroupFiles files;

  @BeforeEach
  void setUp() {
    tree = new Tree(root);
    files = new CgroupFiles(root);
  }

  @Test
  void read_version1_hasAllNumbersInBaseUnits() {
    tree.v1(ID, 100);

    assertAllNumbers(read(100));
  }

  @Test
  void read_version2_hasAllNumbersInBaseUnits() {
    tree.v2(SCOPE, 100);

    assertAllNumbers(read(100));
  }

  @Test
  void read_hybrid_isOfVersion1() {
    tree.v1(ID, 100).file("proc/self/mountinfo", Tree.V1_MOUNTS + Tree.UNIFIED_MOUNT);
    tree.file(V1 + "unified/docker/" + ID + "/cpu.stat", "usage_usec 1\n");

    assertAllNumbers(read(100));
  }

  @Test
  void read_podmanWithAGroupBelow_isOfTheScope() {
    String scope = "/machine.slice/libpod-" + ID + ".scope";
    tree.v2(scope, 100).file("proc/100/cgroup", "0::" + scope + "/container\n");

    assertAllNumbers(read(100));
  }

  @Test
  void read_version1WithoutLimits_hasNone() {
    tree.v1(ID, 100)
        .file(V1 + "memory/docker/" + ID + "/memory.limit_in_bytes", "9223372036854771712\n")
        .file(V1 + "pids/docker/" + ID + "/pids.max", "max\n");

    assertMissing(read(100), Part.MEMORY_LIMIT, Part.PIDS_LIMIT);
  }

  @Test
  void read_version2WithoutLimits_hasNone() {
    tree.v2(SCOPE, 100)
        .file(V1 + SCOPE + "/memory.max", "max\n")
        .file(V1 + SCOPE + "/pids.max", "max\n");

    assertMissing(read(100), Part.MEMORY_LIMIT, Part.PIDS_LIMIT);
  }

  @Test
  void read_version2WithoutSomeControllers_lacksTheirNumbersOnly() {
    tree.v2(SCOPE, 100)
        .file(V1 + SCOPE + "/cpu.stat", "usage_usec 5\nuser_usec 3\nsystem_usec 2\n")
        .delete(V1 + SCOPE + "/io.stat")
        .delete(V1 + SCOPE + "/memory.stat")
        .delete(V1 + SCOPE + "/memory.events");

    assertMissing(
        read(100),
        Part.PERIODS,
        Part.THROTTLED_PERIODS,
        Part.THROTTLED_TIME,
        Part.DISK_READ,
        Part.DISK_WRITTEN,
        Part.MEMORY_WORKING_SET,
        Part.MEMORY_ANONYMOUS,
        Part.OOM_KILLS);
  }

  @Test
  void read_version1WithoutSomeFiles_lacksTheirNumbersOnly() {
    tree.v1(ID, 100)
        .file("proc/100/cgroup", Tree.v1Paths("/docker/" + ID).replace("8:pids", "8:other"))
        .delete(V1 + "cpu,cpuacct/docker/" + ID + "/cpuacct.stat")
        .delete(V1 + "cpu,cpuacct/docker/" + ID + "/cpu.stat")
        .file(V1 + "memory/docker/" + ID + "/memory.oom_control", "under_oom 0\n");

    assertMissing(
        read(100),
        Part.CPU_USER,
        Part.CPU_SYSTEM,
        Part.PERIODS,
        Part.THROTTLED_PERIODS,
        Part.THROTTLED_TIME,
        Part.OOM_KILLS,
        Part.PIDS,
        Part.PIDS_LIMIT);
  }

  @Test
  void read_version1DiskWithoutSums_isOfTheGroupItself() {
    String folder = V1 + "blkio/docker/" + ID + "/blkio.throttle.io_service_bytes";
    tree.v1(ID, 100).delete(folder + "_recursive").file(folder, "8:0 Read 5\nTotal 5\n");

    ContainerUsage usage = read(100);

    assertThat(usage.get(Part.DISK_READ)).hasValue(5);
    assertThat(usage.get(Part.DISK_WRITTEN)).hasValue(0);
  }

  @Test
  void read_garbageInOneFile_lacksItsNumberOnly() {
    tree.v2(SCOPE, 100)
        .file(V1 + SCOPE + "/memory.current", "\0\u00ff<html>")
        .file(V1 + SCOPE + "/pids.current", "18446744073709551616\n")
        .file(V1 + SCOPE + "/pids.max", "5");

    assertMissing(read(100), Part.MEMORY, Part.MEMORY_WORKING_SET, Part.PIDS, Part.PIDS_LIMIT);
  }

  @Test
  void read_moreFileCacheThanMemory_hasAWorkingSetOfZero() {
    tree.v2(SCOPE, 100).file(V1 + SCOPE + "/memory.stat", "anon 1\ninactive_file 99999999999\n");

    assertThat(read(100).get(Part.MEMORY_WORKING_SET)).hasValue(0);
  }

  @Test
  void read_processIsAnotherContainersNow_isNotVisible() {
    tree.v2(SCOPE, 100);
    assertAllNumbers(read(100));
    tree.file("proc/100/cgroup", "0::/system.slice/docker-" + Tree.id('b') + ".scope\n");

    assertThat(files.read(Tree.container(ID, 100))).isNull();
  }

  @Test
  void read_noSuchProcessOrNone_isNotVisible() {
    tree.v2(SCOPE, 100);

    assertThat(files.read(Tree.container(ID, 101))).isNull();
    assertThat(files.read(Tree.container(ID, 0))).isNull();
  }

  @Test
  void read_folderIsGone_isNotVisible() {
    tree.file("proc/self/mountinfo", Tree.V2_MOUNTS)
        .file("proc/100/cgroup", "0::" + SCOPE + "\n")
        .file("proc/100/net/dev", NET)
        .network("1", 1)
        .network("100", 2);

    assertThat(files.read(Tree.container(ID, 100))).isNull();
  }

  @Test
  void read_noProcAtAll_isNotVisibleUntilItIsThere() {
    assertThat(files.read(Tree.container(ID, 100))).isNull();
    tree.v2(SCOPE, 100);

    assertAllNumbers(read(100));
  }

  @Test
  void read_networksOfItsOwn_areSummedWithoutTheLoopback() {
    tree.v2(SCOPE, 100).file("proc/100/net/dev", NET).network("1", 1).network("100", 2);

    ContainerUsage usage = read(100);

    assertThat(usage.get(Part.NETWORK_RECEIVED)).hasValue(1_222_403_540);
    assertThat(usage.get(Part.NETWORK_SENT)).hasValue(7_725_630);
  }

  @Test
  void read_networksOfTheMachine_areLeftOut() {
    tree.v2(SCOPE, 100).file("proc/100/net/dev", NET).network("1", 2).network("100", 2);
    tree.network("self", 3);

    assertAllNumbers(read(100));
  }

  @Test
  void read_machinesNamespaceHidden_comparesWithThisProcess() {
    tree.v2(SCOPE, 100).file("proc/100/net/dev", NET).network("self", 2).network("100", 2);
    assertAllNumbers(read(100));
    tree.network("100", 3);

    assertThat(read(100).get(Part.NETWORK_SENT)).hasValue(7_725_630);
  }

  @Test
  void read_itsNamespaceHidden_tellsNoNetwork() {
    tree.v2(SCOPE, 100).file("proc/100/net/dev", NET).network("1", 2);

    assertAllNumbers(read(100));
  }

  @Test
  void read_onlyTheLoopback_tellsNoNetwork() {
    tree.v2(SCOPE, 100)
        .file("proc/100/net/dev", "    lo: 1000 1 0 0 0 0 0 0 1000 1\n")
        .network("1", 1)
        .network("100", 2);

    assertAllNumbers(read(100));
  }

  @Test
  void read_networkCutOff_lacksTheNumberThatIsNotWhole() {
    tree.v2(SCOPE, 100)
        .file("proc/100/net/dev", ":\neth0: 5 1 0 0 0 0 0 0 10")
        .network("1", 1)
        .network("100", 2);

    assertMissing(read(100), Part.NETWORK_RECEIVED, Part.NETWORK_SENT);
    tree.file("proc/100/net/dev", "eth0: 5 1 0 0 0 0 0 0 10");
    assertThat(read(100).get(Part.NETWORK_RECEIVED)).hasValue(5);
    assertThat(read(100).get(Part.NETWORK_SENT)).isEmpty();
  }

  private ContainerUsage read(long pid) {
    ContainerUsage usage = files.read(Tree.container(ID, pid));
    assertThat(usage).isNotNull();
    return usage;
  }

  /** All but the network. */
  private static void assertAllNumbers(ContainerUsage usage) {
    assertThat(usage.get(Part.CPU_TIME).orElseThrow()).isCloseTo(31.701105, within(1e-9));
    assertThat(usage.get(Part.CPU_USER).orElseThrow()).isCloseTo(12.5, within(1e-9));
    assertThat(usage.get(Part.CPU_SYSTEM).orElseThrow()).isCloseTo(0.75, within(1e-9));
    assertThat(usage.get(Part.PERIODS)).hasValue(500);
    assertThat(usage.get(Part.THROTTLED_PERIODS)).hasValue(20);
    assertThat(usage.get(Part.THROTTLED_TIME).orElseThrow()).isCloseTo(1.5, within(1e-9));
    assertThat(usage.get(Part.MEMORY)).hasValue(2_781_184);
    assertThat(usage.get(Part.MEMORY_WORKING_SET)).hasValue(1_388_544);
    assertThat(usage.get(Part.MEMORY_ANONYMOUS)).hasValue(114_688);
    assertThat(usage.get(Part.MEMORY_LIMIT)).hasValue(67_108_864);
    assertThat(usage.get(Part.OOM_KILLS)).hasValue(3);
    assertThat(usage.get(Part.PIDS)).hasValue(7);
    assertThat(usage.get(Part.PIDS_LIMIT)).hasValue(50);
    assertThat(usage.get(Part.DISK_READ)).hasValue(4_097);
    assertThat(usage.get(Part.DISK_WRITTEN)).hasValue(8_194);
    assertMissing(usage);
  }

  /** These are absent, and the network, and no others. */
  private static void assertMissing(ContainerUsage usage, Part... parts) {
    Set<Part> missing = EnumSet.of(Part.NETWORK_RECEIVED, Part.NETWORK_SENT);
    missing.addAll(Set.of(parts));
    for (Part part : Part.values()) {
      assertThat(usage.get(part).isEmpty()).as(part.name()).isEqualTo(missing.contains(part));
    }
  }
}
