package io.health4j.nvml.jna;

import static io.health4j.nvml.api.NvmlQuery.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number through the real JNA, from a library with the real signatures and structures. */
class NumbersTest {

  private static final long BIG = 0x1234_5678_9ABCL;
  private static final long UNTOUCHED = 7_777;

  private StubNvml stub;

  @BeforeEach
  void begin() {
    stub = StubNvml.begin();
  }

  @AfterEach
  void end() {
    stub.api.shutdown();
  }

  private static long[] values(long... values) {
    return values;
  }

  /** What is asked, the settings of GPU 3 in their order, what comes out. */
  static Stream<Arguments> numbers() {
    return Stream.of(
        arguments(TEMPERATURE, 0, values(61), "0"),
        arguments(TEMPERATURE, 0, values(-5), "0"),
        arguments(TEMPERATURE_THRESHOLD, SLOWDOWN, values(89), "0"),
        arguments(TEMPERATURE_MARGIN, 0, values(-3), "0"),
        arguments(FIELD, RECOVERY_ACTION, values(4), "0"),
        arguments(POWER_USAGE, 0, values(4_000_000_000L), "0"),
        arguments(POWER_LIMIT, 0, values(700_000), "0"),
        arguments(ENERGY, 0, values(BIG), "0"),
        arguments(CLOCK, MEM, values(2_619), "0"),
        arguments(MAX_CLOCK, VIDEO, values(1_545), "0"),
        arguments(CLOCK_EVENT_REASONS, 0, values(0x88), "0"),
        arguments(PERFORMANCE_STATE, 0, values(8), "0"),
        arguments(UTILIZATION, 0, values(98, 44), "01"),
        arguments(ENCODER_UTILIZATION, 0, values(21), "0"),
        arguments(DECODER_UTILIZATION, 0, values(22), "0"),
        arguments(MEMORY, 0, values(BIG, BIG - 3, 1, 2), "0123"),
        arguments(FANS, 0, values(2), "0"),
        arguments(FAN_SPEED, 1, values(63), "0"),
        arguments(ECC_MODE, 0, values(1, 0), "01"),
        arguments(ECC_TOTAL, UNCORRECTED + AGGREGATE, values(BIG), "0"),
        arguments(ECC_AT, CORRECTED + AGGREGATE + 2 * 16, values(BIG), "0"),
        arguments(ECC_SRAM, 0, values(1, 2, 3, BIG, 5, 6, 7), "0123456"),
        arguments(REMAPPED_ROWS, 0, values(4, 3, 1, 0), "0123"),
        arguments(RETIRED_PAGES, 1, values(3, BIG, BIG - 60), "012"),
        arguments(RETIRED_PAGES_PENDING, 0, values(1), "0"),
        arguments(UNREPAIRABLE_MEMORY, 0, values(1), "0"),
        arguments(PCIE_REPLAYS, 0, values(17), "0"),
        arguments(PCIE_GENERATION, 0, values(1), "0"),
        arguments(PCIE_MAX_GENERATION, 0, values(4), "0"),
        arguments(PCIE_WIDTH, 0, values(8), "0"),
        arguments(PCIE_MAX_WIDTH, 0, values(12), "0"),
        arguments(PCIE_THROUGHPUT, 1, values(5_000), "0"),
        arguments(NVLINK_STATE, 17, values(0), "0"),
        arguments(NVLINK_ERRORS, 35 * 16 + CRC_DATA, values(BIG), "0"),
        arguments(FABRIC, 0, values(3, 15, 0x2, 2, 9), "01234"),
        arguments(PERSISTENCE_MODE, 0, values(0), "0"),
        arguments(MIG_MODE, 0, values(0, 1), "01"),
        arguments(MIG_MAX_DEVICES, 0, values(6), "0"),
        arguments(MINOR_NUMBER, 0, values(11), "0"),
        arguments(EVENT_TYPES, 0, values(8), "0"));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void read_queryOfOneGpu_givesItsValuesAndNoMore(
      NvmlQuery query, int argument, long[] expected, String places) {
    stub.set(setting(query, argument, "return"), NvmlReturn.SUCCESS);
    for (int i = 0; i < expected.length; i++) {
      stub.set(setting(query, argument, places.substring(i, i + 1)), expected[i]);
    }
    long[] out = untouched();

    assertThat(stub.api.read(stub.gpu(3), query, argument, out)).isZero();

    assertThat(Arrays.copyOf(out, query.width())).isEqualTo(expected);
    assertThat(Arrays.stream(out).skip(query.width())).containsOnly(UNTOUCHED);
  }

  private static String setting(NvmlQuery query, int argument, String part) {
    return query.function() + ":" + argument + "." + part + "@3";
  }

  private static long[] untouched() {
    long[] out = new long[NvmlApi.MAX_VALUES + 1];
    Arrays.fill(out, UNTOUCHED);
    return out;
  }

  @Test
  void numbers_thisTable_hasEveryQuery() {
    List<NvmlQuery> withoutValueOfAGpu = List.of(INFOROM, GPU_INSTANCE, COMPUTE_INSTANCE);

    assertThat(numbers().map(row -> (NvmlQuery) row.get()[0]).distinct().toList())
        .containsAll(
            Stream.of(NvmlQuery.values()).filter(q -> !withoutValueOfAGpu.contains(q)).toList());
  }

  @ParameterizedTest
  @EnumSource(NvmlQuery.class)
  void read_driverRefuses_passesEveryCodeOnAndWritesNothing(NvmlQuery query) {
    for (int code : new int[] {1, 2, 3, 4, 14, 15, 16, 17, 20, 21, 27, 999}) {
      stub.set(query.function() + ".return@3", code);
      long[] out = untouched();

      assertThat(stub.api.read(stub.gpu(3), query, 0, out)).isEqualTo(code);

      assertThat(out).containsOnly(UNTOUCHED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = NvmlQuery.class,
      mode = Mode.EXCLUDE,
      names = {"TEMPERATURE", "MEMORY", "FAN_SPEED", "FABRIC", "RETIRED_PAGES"})
  void read_driverNoLongerKnowsFunctionWithoutOlderOne_passesTheCodeOn(NvmlQuery query) {
    for (int code : new int[] {13, 25, 26}) {
      stub.set(query.function() + ".return@3", code);

      assertThat(stub.api.read(stub.gpu(3), query, 0, untouched())).isEqualTo(code);
    }
  }

  @Test
  void read_inforom_isItsReturnCode() {
    assertThat(stub.api.read(stub.gpu(0), INFOROM, 0, untouched())).isZero();
    assertThat(stub.get("nvmlDeviceValidateInforom.calls@0")).isOne();
  }

  @Test
  void read_migDevice_givesItsInstances() {
    stub.set("nvmlDeviceGetMigDeviceHandleByIndex@2", 3);
    long[] mig = new long[1];
    long[] out = untouched();
    assertThat(stub.api.openMig(stub.gpu(2), 2, mig)).isZero();
    stub.set("nvmlDeviceGetComputeInstanceId@2", 1);

    assertThat(stub.api.read(mig[0], GPU_INSTANCE, 0, out)).isZero();
    assertThat(out[0]).isEqualTo(2);
    assertThat(stub.api.read(mig[0], COMPUTE_INSTANCE, 0, out)).isZero();
    assertThat(out[0]).isEqualTo(1);
    assertThat(stub.api.openMig(stub.gpu(2), 3, mig)).isEqualTo(NvmlReturn.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void read_fieldOfEachType_isAWholeNumber(int type) {
    long raw = type == 0 ? Double.doubleToLongBits(40.6) : 0xFFFF_FFFF_FFFF_FFF0L;
    stub.set("nvmlDeviceGetFieldValues:82.1@3", type).set("nvmlDeviceGetFieldValues:82@3", raw);
    long[] out = untouched();

    assertThat(stub.api.read(stub.gpu(3), FIELD, MEMORY_TEMPERATURE, out)).isZero();

    long[] expected = {41, 0xFFFF_FFF0L, -16, -16, -16, -16, 0xFFF0};
    assertThat(out[0]).isEqualTo(expected[type]);
  }

  @Test
  void read_fieldOfTypeThatIsToCome_isNotSupported() {
    stub.set("nvmlDeviceGetFieldValues:82.1", 9);
    long[] out = untouched();

    assertThat(stub.api.read(stub.gpu(3), FIELD, MEMORY_TEMPERATURE, out))
        .isEqualTo(NvmlReturn.NOT_SUPPORTED);
    assertThat(out).containsOnly(UNTOUCHED);
  }

  @Test
  void read_fieldThatTheGpuLacks_passesTheCodeOfTheFieldOn() {
    stub.set("nvmlDeviceGetFieldValues:230.return", NvmlReturn.NOT_SUPPORTED);

    assertThat(stub.api.read(stub.gpu(3), FIELD, RECOVERY_ACTION, untouched()))
        .isEqualTo(NvmlReturn.NOT_SUPPORTED);
    assertThat(stub.api.read(stub.gpu(3), FIELD, MEMORY_TEMPERATURE, untouched())).isZero();
  }

  @Test
  void read_counterThatFell_givesTheSmallerValue() {
    long[] out = untouched();
    stub.set("nvmlDeviceGetPcieReplayCounter", 900);
    stub.api.read(stub.gpu(0), PCIE_REPLAYS, 0, out);
    stub.set("nvmlDeviceGetPcieReplayCounter", 4);

    stub.api.read(stub.gpu(0), PCIE_REPLAYS, 0, out);

    assertThat(out[0]).isEqualTo(4);
  }

  @Test
  void read_noRetiredPages_hasNoTimes() {
    long[] out = untouched();

    assertThat(stub.api.read(stub.gpu(0), RETIRED_PAGES, 0, out)).isZero();

    assertThat(out).startsWith(0, -1, -1);
  }

  @Test
  void read_moreRetiredPagesThanThereIsRoomFor_asksAgain() {
    stub.set("nvmlDeviceGetRetiredPages_v2:1", 3_000)
        .set("nvmlDeviceGetRetiredPages_v2:1.1", BIG)
        .set("nvmlDeviceGetRetiredPages_v2:1.2", BIG - 5);
    long[] out = untouched();

    assertThat(stub.api.read(stub.gpu(0), RETIRED_PAGES, 1, out)).isZero();

    assertThat(out).startsWith(3_000, BIG, BIG - 5);
  }

  @Test
  void read_moreRetiredPagesThanMemoryIsGivenFor_saysSo() {
    stub.set("nvmlDeviceGetRetiredPages_v2:1", 100_000_000);

    assertThat(stub.api.read(stub.gpu(0), RETIRED_PAGES, 1, untouched()))
        .isEqualTo(NvmlReturn.INSUFFICIENT_SIZE);
  }

  @Test
  void read_handleOfNoGpu_isAnInvalidArgument() {
    assertThat(stub.api.read(12, POWER_USAGE, 0, untouched()))
        .isEqualTo(NvmlReturn.INVALID_ARGUMENT);
  }
}
