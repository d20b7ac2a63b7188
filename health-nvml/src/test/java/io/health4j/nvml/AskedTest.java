package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AskedTest {

  private static final long DEVICE = 100;
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final long START = Long.MAX_VALUE - 5;

  private final FakeDriver driver = new FakeDriver(2);
  private final Map<Asked.Question, Answer> answers = new HashMap<>();
  private final long[] out = new long[NvmlApi.MAX_VALUES];

  private Asked at(long later) {
    return new Asked(driver, DEVICE, START + later, answers);
  }

  @Test
  void read_ofWhatIsNotSupported_asksOnceAnHour() {
    assertThat(at(0).read(DEVICE, NvmlQuery.ENERGY, 0, out)).isEqualTo(NvmlReturn.NOT_SUPPORTED);
    assertThat(at(HOUR - 1).read(DEVICE, NvmlQuery.ENERGY, 0, out))
        .isEqualTo(NvmlReturn.NOT_SUPPORTED);
    assertThat(driver.calls("read")).isEqualTo(1);
    driver.codes.put(NvmlQuery.ENERGY, NvmlReturn.SUCCESS);
    assertThat(at(HOUR).read(DEVICE, NvmlQuery.ENERGY, 0, out)).isEqualTo(NvmlReturn.SUCCESS);
  }

  @Test
  void read_ofAnotherArgumentOrQuery_isAskedOnItsOwn() {
    at(0).read(DEVICE, NvmlQuery.ECC_TOTAL, 0, out);
    at(0).read(DEVICE, NvmlQuery.ECC_TOTAL, 1, out);
    at(0).read(DEVICE, NvmlQuery.ECC_AT, 0, out);
    assertThat(driver.calls("read")).isEqualTo(3);
    assertThat(answers).hasSize(3);
  }

  @Test
  void read_ofWhatAnsweredAndIsNotSupportedNow_fails() {
    driver.codes.put(NvmlQuery.ENERGY, NvmlReturn.SUCCESS);
    at(0).read(DEVICE, NvmlQuery.ENERGY, 0, out);
    driver.codes.put(NvmlQuery.ENERGY, NvmlReturn.INVALID_ARGUMENT);
    assertThat(at(1).read(DEVICE, NvmlQuery.ENERGY, 0, out)).isEqualTo(NvmlReturn.UNKNOWN);
    assertThat(answers.values()).allMatch(Answer::isFailing);
  }

  @Test
  void read_ofAPart_isAskedEachTime() {
    for (int i = 0; i < 2; i++) {
      assertThat(at(0).read(DEVICE + 1, NvmlQuery.ENERGY, 0, out))
          .isEqualTo(NvmlReturn.NOT_SUPPORTED);
      at(0).processes(DEVICE + 1, true, new ArrayList<>());
    }
    assertThat(driver.calls("read")).isEqualTo(2);
    assertThat(answers).isEmpty();
  }

  @Test
  void processes_ofBothKinds_areKeptApart() {
    assertThat(at(0).processes(DEVICE, true, new ArrayList<>()))
        .isEqualTo(NvmlReturn.NOT_SUPPORTED);
    driver.processCode = NvmlReturn.SUCCESS;
    assertThat(at(1).processes(DEVICE, false, new ArrayList<>())).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(at(1).processes(DEVICE, true, new ArrayList<>()))
        .isEqualTo(NvmlReturn.NOT_SUPPORTED);
  }

  @Test
  void others_always_goToTheDriver() {
    Asked asked = at(0);
    String[] text = new String[1];
    assertThat(asked.init()).isZero();
    assertThat(asked.count(out)).isZero();
    assertThat(out[0]).isEqualTo(2);
    assertThat(asked.open(1, out)).isZero();
    assertThat(asked.openMig(DEVICE, 0, out)).isEqualTo(NvmlReturn.NOT_FOUND);
    assertThat(asked.text(DEVICE, NvmlText.UUID, text)).isZero();
    assertThat(text[0]).isEqualTo("GPU-0");
    assertThat(asked.createEvents(out)).isEqualTo(NvmlReturn.NOT_SUPPORTED);
    assertThat(asked.registerEvents(1, DEVICE, 8)).isEqualTo(NvmlReturn.NOT_SUPPORTED);
    assertThat(asked.awaitEvent(1, 1, out)).isEqualTo(NvmlReturn.NOT_SUPPORTED);
    assertThat(asked.freeEvents(1)).isZero();
    assertThat(asked.problem()).isEmpty();
    assertThat(asked.shutdown()).isZero();
    assertThat(driver.begun).isFalse();
  }
}
