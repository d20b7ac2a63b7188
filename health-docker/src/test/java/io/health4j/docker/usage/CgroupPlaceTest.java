package io.health4j.docker.usage;

import static io.health4j.docker.usage.Tree.ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupPlaceTest {

  @TempDir Path folder;

  @Test
  void find_version1_hasAFolderForEachControllerThatIsUsed() throws IOException {
    CgroupPlace place =
        CgroupPlace.find(Tree.v1Paths("/docker/" + ID), ID, mounts(Tree.V1_MOUNTS, "/m"));

    assertThat(place).isNotNull();
    assertThat(place.isUnified()).isFalse();
    assertThat(place.folders())
        .isEqualTo(
            Map.of(
                "cpu", "/m/sys/fs/cgroup/cpu,cpuacct/docker/" + ID,
                "cpuacct", "/m/sys/fs/cgroup/cpu,cpuacct/docker/" + ID,
                "memory", "/m/sys/fs/cgroup/memory/docker/" + ID,
                "pids", "/m/sys/fs/cgroup/pids/docker/" + ID,
                "blkio", "/m/sys/fs/cgroup/blkio/docker/" + ID));
  }

  @ParameterizedTest
  @CsvSource({
    "/docker/ID, /docker/ID",
    "/system.slice/docker-ID.scope, /system.slice/docker-ID.scope",
    "/system.slice/docker-ID.scope/init.scope, /system.slice/docker-ID.scope",
    "/machine.slice/libpod-ID.scope/container, /machine.slice/libpod-ID.scope",
    "/user.slice/u.service/libpod-ID.scope, /user.slice/u.service/libpod-ID.scope",
    "/kubepods/pod1/ID, /kubepods/pod1/ID",
    "/a.slice:cri-containerd:ID, /a.slice:cri-containerd:ID",
    "/docker/xID/docker/ID/ID, /docker/xID/docker/ID",
  })
  void find_version2_isThePathUpToTheId(String path, String expected) throws IOException {
    String text = "0::" + path.replace("ID", ID) + "\n";

    CgroupPlace place = CgroupPlace.find(text, ID, mounts(Tree.V2_MOUNTS, ""));

    assertThat(place).isNotNull();
    assertThat(place.isUnified()).isTrue();
    assertThat(place.folder("memory")).isEqualTo("/sys/fs/cgroup" + expected.replace("ID", ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0::/",
        "0::/init.scope",
        "0::/docker/xID",
        "0::/docker/IDx",
        "0::/docker/docker_ID",
        "0::/../../docker/ID",
        "0::/..",
        "0::",
        "0:",
        "",
        "garbage",
        "4:memory:/docker/ID",
        "1:name=systemd:/docker/ID",
        "0::ID"
      })
  void find_noPartIsTheIdOrItLeadsOutOrNoTreeIsMounted_isNull(String text) throws IOException {
    assertThat(CgroupPlace.find(text.replace("ID", ID), ID, mounts(Tree.V2_MOUNTS, ""))).isNull();
  }

  @Test
  void find_anotherContainersProcess_isNull() throws IOException {
    String text = "0::/docker/" + Tree.id('b') + "\n";

    assertThat(CgroupPlace.find(text, ID, mounts(Tree.V2_MOUNTS, ""))).isNull();
  }

  @Test
  void find_emptyId_isNull() throws IOException {
    assertThat(CgroupPlace.find("0::/docker/.\n", "", mounts(Tree.V2_MOUNTS, ""))).isNull();
  }

  @Test
  void find_bothVersions_takesTheOneWithControllers() throws IOException {
    String text = Tree.v1Paths("/docker/" + ID).replace("0::/", "0::/docker/" + ID);
    CgroupMounts mounts = mounts(Tree.V1_MOUNTS + Tree.UNIFIED_MOUNT, "");

    CgroupPlace place = CgroupPlace.find(text, ID, mounts);

    assertThat(place).isNotNull();
    assertThat(place.isUnified()).isFalse();
    assertThat(place.folder("memory")).isEqualTo("/sys/fs/cgroup/memory/docker/" + ID);
    assertThat(place.folder("hugetlb")).isNull();
  }

  @Test
  void find_bothVersionsButOnlyTheSecondHoldsIt_takesTheSecond() throws IOException {
    String text = Tree.v1Paths("/user.slice").replace("0::/", "0::/user/libpod-" + ID + ".scope");
    CgroupMounts mounts = mounts(Tree.V1_MOUNTS + Tree.UNIFIED_MOUNT, "");

    CgroupPlace place = CgroupPlace.find(text, ID, mounts);

    assertThat(place).isNotNull();
    assertThat(place.isUnified()).isTrue();
    assertThat(place.folder("cpu"))
        .isEqualTo("/sys/fs/cgroup/unified/user/libpod-" + ID + ".scope");
  }

  @Test
  void folder_mountShowsAPart_isTakenOffThePath() throws IOException {
    CgroupMounts mounts = mounts("31 23 0:28 /docker /cg rw - cgroup2 cgroup2 rw\n", "");

    assertThat(mounts.folder(CgroupMounts.UNIFIED, "/docker/" + ID)).isEqualTo("/cg/" + ID);
    assertThat(mounts.folder(CgroupMounts.UNIFIED, "/docker")).isEqualTo("/cg");
    assertThat(mounts.folder(CgroupMounts.UNIFIED, "/dockers/" + ID)).isNull();
    assertThat(mounts.folder("memory", "/docker/" + ID)).isNull();
  }

  @Test
  void folder_severalMounts_isInTheOneThatShowsMore() throws IOException {
    CgroupMounts mounts =
        mounts(
            """
            1 2 0:28 /docker /a rw - cgroup cgroup rw,memory
            1 2 0:28 / /b rw - cgroup cgroup rw,memory
            1 2 0:28 / /c rw - cgroup cgroup rw,memory
            1 2 0:28 /docker /d rw - cgroup cgroup rw,memory
            """,
            "");

    assertThat(mounts.folder("memory", "/docker/x")).isEqualTo("/b/docker/x");
  }

  @Test
  void read_garbageOrNoFile_isEmpty() throws IOException {
    assertThat(mounts("", "").isEmpty()).isTrue();
    assertThat(mounts(" - \n1 2 - cgroup2\nx - cgroup2 a b\n\u00ff\u0000\n", "").isEmpty())
        .isTrue();
    assertThat(CgroupMounts.read(folder.resolve("none"), "").isEmpty()).isTrue();
    assertThat(CgroupMounts.none().folder("memory", "/docker/x")).isNull();
  }

  private CgroupMounts mounts(String mountinfo, String prefix) throws IOException {
    return CgroupMounts.read(Files.writeString(folder.resolve("mountinfo"), mountinfo), prefix);
  }
}
