package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.Roster.Seat;
import io.health4j.nvml.api.NvmlReturn;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RegistryTest {

  private final FakeDriver driver = new FakeDriver(6);
  private final Registry registry = new Registry(driver);

  private Seat[] look() {
    var seats = new Seat[driver.devices.size()];
    for (int i = 0; i < seats.length; i++) {
      seats[i] = registry.open(i);
    }
    return registry.name(seats);
  }

  private static List<String> uuids(Seat[] seats) {
    return Arrays.stream(seats).map(seat -> seat.gpu().uuid()).toList();
  }

  private List<String> gone(Seat[] seats) {
    return registry.gone(seats).stream().map(seat -> seat.gpu().uuid()).toList();
  }

  @Test
  void open_ofAGpu_asksWhatItIsOnce() {
    Gpu gpu = look()[2].gpu();
    assertThat(gpu).isEqualTo(new Gpu(2, "GPU-2", "PCI_ADDRESS", "NAME", "SERIAL"));
    int texts = driver.calls("text");
    assertThat(look()[2].gpu()).isSameAs(gpu);
    assertThat(driver.calls("text")).as("the UUIDs only").isEqualTo(texts + 6);
  }

  @Test
  void name_ofOneThatCannotBeOpened_isThatOfTheOneMissing() {
    look();
    driver.device(3).failure = NvmlReturn.GPU_IS_LOST;
    Seat[] seats = look();
    assertThat(uuids(seats)).containsExactly("GPU-0", "GPU-1", "GPU-2", "GPU-3", "GPU-4", "GPU-5");
    assertThat(seats[3].code()).isEqualTo(NvmlReturn.GPU_IS_LOST);
    assertThat(gone(seats)).isEmpty();
  }

  @Test
  void name_ofOneLostAfterAnotherIsGone_isFoundByItsNeighbour() {
    look();
    driver.devices.remove(1);
    driver.device(4).failure = NvmlReturn.GPU_IS_LOST;
    Seat[] seats = look();
    assertThat(uuids(seats)).containsExactly("GPU-0", "GPU-2", "GPU-3", "GPU-4", "GPU-5");
    assertThat(gone(seats)).containsExactly("GPU-1");
  }

  @Test
  void name_ofOneThatWasNeverOpenedBesideOneThatGoes_isNotThatOne() {
    driver.device(2).failure = NvmlReturn.NO_PERMISSION;
    look();
    driver.devices.remove(driver.device(4));
    Seat[] seats = look();
    assertThat(uuids(seats)).containsExactly("GPU-0", "GPU-1", "unknown-2", "GPU-3", "GPU-5");
    assertThat(gone(seats)).containsExactly("GPU-4");
  }

  @Test
  void name_ofTwoNeighboursThatCannotBeOpened_isOneEach() {
    look();
    driver.device(0).failure = NvmlReturn.RESET_REQUIRED;
    driver.device(1).failure = NvmlReturn.GPU_IS_LOST;
    Seat[] seats = look();
    assertThat(uuids(seats)).startsWith("GPU-0", "GPU-1");
    assertThat(seats[0].code()).isEqualTo(NvmlReturn.RESET_REQUIRED);
    assertThat(seats[1].code()).isEqualTo(NvmlReturn.GPU_IS_LOST);
  }

  @Test
  void name_ofOneThatWasNeverSeen_isAStrangers() {
    driver.device(5).failure = NvmlReturn.GPU_IS_LOST;
    assertThat(look()[5].gpu().subject()).isEqualTo("GPU 5 (unknown-5)");
    driver.device(5).failure = NvmlReturn.SUCCESS;
    Seat[] seats = look();
    assertThat(seats[5].gpu().uuid()).isEqualTo("GPU-5");
    assertThat(gone(seats)).isEmpty();
  }

  @Test
  void open_ofOneThatTheDriverCountsAndDoesNotFind_isNotTakenForGone() {
    driver.device(5).failure = NvmlReturn.NOT_FOUND;
    Seat seat = look()[5];
    assertThat(seat.isGone()).isFalse();
    assertThat(seat.isOpen()).isFalse();
  }
}
