package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {

  private List<Mount> mounts = List.of(mount("/", "/dev/sda1", "ext4", 1_000));
  private Mount.Space now = space(1_000, 400);
  private int listings;
  private final MountTable table =
      new MountTable(
          () -> {
            listings++;
            return mounts;
          },
          path -> now);

  private static Mount mount(String path, String device, String type, long total) {
    return new Mount(path, device, type, false, space(total, total), 0, 0);
  }

  private static Mount.Space space(long total, long free) {
    return new Mount.Space(total, free, free);
  }

  @Test
  void read_withinAMinute_takesFreshSpaceFromTheKeptList() {
    table.read(0);

    assertThat(table.read(MountTable.KEPT_NANOS - 1).get(0).space()).isEqualTo(now);
    assertThat(listings).isEqualTo(1);
  }

  @Test
  void read_clockOverflows_keepsTheListStill() {
    table.read(Long.MAX_VALUE - 10);

    table.read(Long.MIN_VALUE + 10);
    assertThat(listings).isEqualTo(1);

    table.read(Long.MIN_VALUE + MountTable.KEPT_NANOS);
    assertThat(listings).isEqualTo(2);
  }

  @Test
  void read_sizeMovesALittle_keepsTheList() {
    table.read(0);
    now = space(1_010, 400);
    table.read(1);
    assertThat(listings).isEqualTo(1);

    now = space(1_011, 400);
    table.read(2);
    assertThat(listings).isEqualTo(2);
  }

  @Test
  void read_nothingAtThePathAnyMore_listsAnew() {
    table.read(0);
    now = space(0, 0);
    mounts = List.of(mount("/", "/dev/sda2", "xfs", 1_000));

    assertThat(table.read(1).get(0).device()).isEqualTo("/dev/sda2");
  }

  @Test
  void read_noStorage_isLeftOut() {
    mounts = List.of(mount("/proc/x", "none", "odd", 0), mount("/", "/dev/sda1", "overlay", 1_000));

    assertThat(table.read(0)).extracting(Mount::path).containsExactly("/");
  }

  @Test
  void utilization_nothingToUse_isNotARatioOfNothing() {
    assertThat(space(0, 0).utilization()).isZero();
    assertThat(new Mount.Space(100, 200, 200).utilization()).isZero();
    assertThat(new Mount.Space(300, 100, 100).utilization()).isCloseTo(0.667, within(0.001));
  }

  @Test
  void hasInodes_unreadableOrOdd_isFalse() {
    var space = space(1, 1);
    assertThat(new Mount("/", "d", "t", false, space, 10, 10).hasInodes()).isTrue();
    assertThat(new Mount("/", "d", "t", false, space, 0, 0).hasInodes()).isFalse();
    assertThat(new Mount("/", "d", "t", false, space, -1, -1).hasInodes()).isFalse();
    assertThat(new Mount("/", "d", "t", false, space, 10, -1).hasInodes()).isFalse();
    assertThat(new Mount("/", "d", "t", false, space, 10, 11).hasInodes()).isFalse();
  }
}
