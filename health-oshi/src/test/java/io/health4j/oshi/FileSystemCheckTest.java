package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileSystemCheckTest {

  private final List<Mount> mounts = new ArrayList<>();
  private final Map<String, Mount.Space> spaces = new HashMap<>();
  private int listings;
  private final Calls calls =
      new Calls(new FileSystemCheck(new MountTable(this::list, this::size), threshold()));

  private static Threshold threshold() {
    return Threshold.above().warning(0.8, 0.75).critical(0.9, 0.85).build();
  }

  private List<Mount> list() {
    listings++;
    return List.copyOf(mounts);
  }

  private Mount.Space size(String path) {
    return spaces.getOrDefault(path, new Mount.Space(0, 0, 0));
  }

  private static Mount.Space used(long used) {
    return new Mount.Space(1000, 1000 - used, 1000 - used);
  }

  private void mount(String path, String device, String type, boolean readOnly, long used) {
    mounts.add(new Mount(path, device, type, readOnly, used(used), 0, 0));
    spaces.put(path, used(used));
  }

  @Test
  void check_twoDisks_judgesEachByItsMount() throws Exception {
    mount("/", "/dev/sda1", "ext4", false, 500);
    mount("/data", "/dev/sdb1", "xfs", false, 950);

    CheckResult result = calls.call();

    assertThat(Calls.findings(result)).containsExactly("disk-full /data CRITICAL");
    assertThat(
            Calls.values(result, FileSystemCheck.UTILIZATION, "system.filesystem.mountpoint", "/"))
        .containsExactly(0.5);
    assertThat(
            Calls.values(
                result,
                FileSystemCheck.USAGE,
                "system.device",
                "/dev/sdb1",
                "system.filesystem.state",
                "free"))
        .containsExactly(50.0);
  }

  @Test
  void check_fullSquashfsAndReadOnlyMounts_areLeftOut() throws Exception {
    mount("/", "/dev/sda1", "ext4", false, 100);
    mount("/snap/core", "/dev/loop0", "squashfs", false, 1000);
    mount("/media/cd", "/dev/sr0", "iso9660", false, 1000);
    mount("/mnt/old", "/dev/sdc1", "ext4", true, 1000);

    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(Calls.values(result, FileSystemCheck.UTILIZATION)).containsExactly(0.1);
  }

  @Test
  void check_onlyReadOnlyMounts_isHealthyAndSaysSo() throws Exception {
    mount("/", "/dev/sda1", "erofs", true, 1000);

    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.message()).contains("no local file system");
  }

  @Test
  void check_noMountsListed_fails() {
    assertThatThrownBy(calls::call).hasMessageContaining("no file system");
  }

  @Test
  void check_reservedSpace_isFullWhenUsersCanWriteNoMore() throws Exception {
    var full = new Mount.Space(1000, 0, 50);
    mounts.add(new Mount("/", "/dev/sda1", "ext4", false, full, 0, 0));

    CheckResult result = calls.call();

    assertThat(Calls.values(result, FileSystemCheck.UTILIZATION)).containsExactly(1.0);
    assertThat(Calls.values(result, FileSystemCheck.USAGE, "system.filesystem.state", "reserved"))
        .containsExactly(50.0);
  }

  @Test
  void check_bindMountsOfOneDevice_countOnce() throws Exception {
    mount("/etc/hosts", "/dev/sda1", "ext4", false, 850);
    mount("/", "/dev/sda1", "ext4", false, 850);

    assertThat(Calls.findings(calls.call())).containsExactly("disk-full / WARNING");
  }

  @Test
  void check_twoTmpfs_countEach() throws Exception {
    mount("/tmp", "tmpfs", "tmpfs", false, 100);
    mount("/scratch", "tmpfs", "tmpfs", false, 850);

    CheckResult result = calls.call();

    assertThat(Calls.findings(result)).containsExactly("disk-full /scratch WARNING");
    assertThat(Calls.values(result, FileSystemCheck.UTILIZATION)).hasSize(2);
  }

  @Test
  void check_manySmallFiles_isAFindingOfItsOwn() throws Exception {
    mounts.add(new Mount("/", "/dev/sda1", "ext4", false, used(100), 1000, 100));

    CheckResult result = calls.call();

    assertThat(Calls.findings(result)).containsExactly("inodes-exhausted / WARNING");
    assertThat(Calls.values(result, FileSystemCheck.INODES, "system.filesystem.state", "used"))
        .containsExactly(900.0);
  }

  @Test
  void check_noInodeLimit_hasNoInodeReading() throws Exception {
    mount("/", "/dev/sda1", "btrfs", false, 100);

    assertThat(Calls.values(calls.call(), FileSystemCheck.INODES)).isEmpty();
  }

  @Test
  void check_atTheEdge_remembersEachMountsVerdict() throws Exception {
    mount("/a", "/dev/sda1", "ext4", false, 810);
    mount("/b", "/dev/sdb1", "ext4", false, 780);
    assertThat(Calls.findings(calls.call())).containsExactly("disk-full /a WARNING");

    spaces.put("/a", used(780));
    assertThat(Calls.findings(calls.call())).containsExactly("disk-full /a WARNING");

    spaces.put("/a", used(740));
    assertThat(calls.call().status()).isEqualTo(Status.HEALTHY);
    assertThat(listings).isEqualTo(1);
  }

  @Test
  void check_aMountVanished_isForgottenAtOnce() throws Exception {
    mount("/", "/dev/sda1", "ext4", false, 100);
    mount("/data", "/dev/sdb1", "ext4", false, 950);
    calls.call();

    mounts.remove(1);
    spaces.put("/data", new Mount.Space(500, 400, 400));
    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(Calls.values(result, FileSystemCheck.UTILIZATION)).containsExactly(0.1);
    assertThat(listings).isEqualTo(2);
  }

  @Test
  void check_aNewMount_isSeenAfterAMinute() throws Exception {
    mount("/", "/dev/sda1", "ext4", false, 100);
    calls.call();
    mount("/data", "/dev/sdb1", "ext4", false, 950);

    assertThat(calls.advance(Duration.ofSeconds(59)).call().findings()).isEmpty();
    assertThat(Calls.findings(calls.advance(Duration.ofSeconds(1)).call()))
        .containsExactly("disk-full /data CRITICAL");
  }

  @Test
  void check_manyMounts_showsTheFullestAndJudgesAll() throws Exception {
    for (int i = 0; i < 70; i++) {
      mount("/m" + i, "/dev/d" + i, "ext4", false, 810 + i);
    }

    CheckResult result = calls.call();

    assertThat(result.findings()).hasSize(70);
    assertThat(Calls.values(result, FileSystemCheck.UTILIZATION))
        .hasSize(FileSystemCheck.SHOWN)
        .contains(0.879)
        .doesNotContain(0.81);
    assertThat(result.message()).startsWith("readings of the fullest 64 of 70");
  }

  @Test
  void check_otherDeviceAtTheSamePath_getsItsOwnAttributes() throws Exception {
    mount("/data", "/dev/sda1", "ext4", false, 100);
    calls.call();
    mounts.clear();
    mount("/data", "/dev/sdb1", "xfs", false, 100);

    CheckResult result = calls.advance(Duration.ofMinutes(1)).call();

    assertThat(Calls.values(result, FileSystemCheck.UTILIZATION, "system.device", "/dev/sdb1"))
        .hasSize(1);
  }
}
