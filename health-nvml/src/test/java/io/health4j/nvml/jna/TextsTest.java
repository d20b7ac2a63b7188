package io.health4j.nvml.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {

  private StubNvml stub;

  @BeforeEach
  void begin() {
    stub = StubNvml.begin();
  }

  @AfterEach
  void end() {
    stub.api.shutdown();
  }

  @ParameterizedTest
  @CsvSource({
    "DRIVER_VERSION, 580.00.00",
    "NVML_VERSION, 13.580.00.00",
    "NAME, NVIDIA H100 80GB HBM3",
    "UUID, GPU-00000003-0000-0000-0000-000000000000",
    "PCI_ADDRESS, 00000000:4B:00.0",
    "SERIAL, 1650000000003"
  })
  void text_ofOneGpu_isThatOfTheLibrary(NvmlText text, String expected) {
    String[] out = new String[1];

    assertThat(stub.api.text(stub.gpu(3), text, out)).isZero();

    assertThat(out).containsExactly(expected);
  }

  @ParameterizedTest
  @EnumSource(NvmlText.class)
  void text_driverRefuses_passesTheCodeOnAndWritesNothing(NvmlText text) {
    stub.set(text.function() + ".return", NvmlReturn.NOT_SUPPORTED);
    String[] out = {"untouched"};

    assertThat(stub.api.text(stub.gpu(3), text, out)).isEqualTo(NvmlReturn.NOT_SUPPORTED);

    assertThat(out).containsExactly("untouched");
  }

  @Test
  void text_longerThanUuidsWere_isWhole() {
    String uuid = "MIG-GPU-" + "0123456789".repeat(9) + "/13/0";
    stub.text("nvmlDeviceGetUUID@3", uuid);
    String[] out = new String[1];

    assertThat(stub.api.text(stub.gpu(3), NvmlText.UUID, out)).isZero();

    assertThat(out).containsExactly(uuid);
  }

  @Test
  void text_shorterThanTheOneBefore_hasNothingOfIt() {
    String[] out = new String[1];
    stub.api.text(stub.gpu(3), NvmlText.UUID, out);
    stub.text("nvmlDeviceGetName", "T4");

    stub.api.text(stub.gpu(3), NvmlText.NAME, out);

    assertThat(out).containsExactly("T4");
  }

  @Test
  void text_migDevice_hasAUuidOfItsOwn() {
    stub.set("nvmlDeviceGetMigDeviceHandleByIndex", 2);
    long[] mig = new long[1];
    String[] out = new String[1];

    assertThat(stub.api.openMig(stub.gpu(3), 1, mig)).isZero();
    assertThat(stub.api.text(mig[0], NvmlText.UUID, out)).isZero();

    assertThat(out).containsExactly("MIG-00000003-0000-0000-0000-000000000001");
  }
}
