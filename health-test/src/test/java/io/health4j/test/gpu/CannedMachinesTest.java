package io.health4j.test.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CannedMachinesTest {

  private final long[] out = new long[NvmlApi.MAX_VALUES];
  private final String[] text = new String[1];

  static Stream<Arguments> machines() {
    return Stream.of(
        machine("dgx-h100", CannedMachines::dgxH100, 8),
        machine("a100-mig", CannedMachines::a100Mig, 2),
        machine("l40", CannedMachines::l40, 2),
        machine("t4", CannedMachines::t4, 1));
  }

  private static Arguments machine(String name, Supplier<CannedMachine> maker, int gpus) {
    return Arguments.of(name, maker, gpus);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void machine_made_hasItsGpus(String name, Supplier<CannedMachine> maker, int gpus) {
    CannedMachine machine = maker.get();
    machine.init();
    machine.count(out);

    assertThat(out[0]).isEqualTo(gpus).isEqualTo(machine.size());
    for (int i = 0; i < gpus; i++) {
      assertThat(machine.open(i, out)).as("GPU %s", i).isEqualTo(NvmlReturn.SUCCESS);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void texts_ofAllGpus_areThereAndDistinct(String name, Supplier<CannedMachine> maker, int gpus) {
    CannedMachine machine = maker.get();
    for (NvmlText kind : List.of(NvmlText.UUID, NvmlText.PCI_ADDRESS, NvmlText.SERIAL)) {
      List<String> found = texts(machine, kind);
      assertThat(found).hasSize(gpus).doesNotHaveDuplicates();
      assertThat(texts(maker.get(), kind)).as("in another machine").isEqualTo(found);
    }
    assertThat(texts(machine, NvmlText.UUID))
        .allMatch(uuid -> uuid.matches("GPU-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}"));
    assertThat(texts(machine, NvmlText.PCI_ADDRESS))
        .allMatch(address -> address.matches("00000000:\\p{XDigit}{2}:00\\.0"));
    assertThat(texts(machine, NvmlText.NAME)).allMatch(model -> !model.isBlank());
  }

  private List<String> texts(CannedMachine machine, NvmlText kind) {
    machine.init();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < machine.size(); i++) {
      machine.open(i, out);
      assertThat(machine.text(out[0], kind, text)).isEqualTo(NvmlReturn.SUCCESS);
      found.add(text[0]);
    }
    return found;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void memory_ofAllGpus_addsUp(String name, Supplier<CannedMachine> maker, int gpus) {
    CannedMachine machine = maker.get();
    machine.init();
    for (int i = 0; i < gpus; i++) {
      machine.open(i, out);
      machine.read(out[0], NvmlQuery.MEMORY, 0, out);
      assertThat(out[1] + out[2] + Math.max(0, out[3])).isEqualTo(out[0]);
    }
  }

  @Test
  void memory_ofMigDevices_fitsIntoTheGpu() {
    CannedGpu gpu = CannedMachines.a100Mig().gpu(0);
    gpu.read(NvmlQuery.MEMORY, 0, out);
    long whole = out[0];
    long sum = 0;
    for (CannedGpu device : gpu.migDevices()) {
      device.read(NvmlQuery.MEMORY, 0, out);
      sum += out[0];
    }

    assertThat(sum).isPositive().isLessThanOrEqualTo(whole);
  }

  @Test
  void supports_byModel_isAsInTheField() {
    CannedGpu h100 = CannedMachines.dgxH100().gpu(0);
    CannedGpu a100 = CannedMachines.a100Mig().gpu(0);
    CannedGpu l40 = CannedMachines.l40().gpu(0);
    CannedGpu t4 = CannedMachines.t4().gpu(0);

    assertThat(supporters(NvmlQuery.TEMPERATURE_MARGIN, 0, h100, a100, l40, t4))
        .containsExactly(h100, l40);
    assertThat(supporters(NvmlQuery.REMAPPED_ROWS, 0, h100, a100, l40, t4))
        .containsExactly(h100, a100, l40);
    assertThat(supporters(NvmlQuery.RETIRED_PAGES, 1, h100, a100, l40, t4)).containsExactly(t4);
    assertThat(supporters(NvmlQuery.FABRIC, 0, h100, a100, l40, t4)).containsExactly(h100);
    assertThat(supporters(NvmlQuery.NVLINK_STATE, 11, h100, a100, l40, t4))
        .containsExactly(h100, a100);
    assertThat(supporters(NvmlQuery.NVLINK_STATE, 17, h100, a100, l40, t4)).containsExactly(h100);
    assertThat(supporters(NvmlQuery.MIG_MODE, 0, h100, a100, l40, t4)).containsExactly(h100, a100);
    assertThat(supporters(NvmlQuery.FIELD, NvmlQuery.MEMORY_TEMPERATURE, h100, a100, l40, t4))
        .containsExactly(h100, a100);
    assertThat(supporters(NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION, h100, a100, l40, t4))
        .containsExactly(h100, a100, l40);
    assertThat(supporters(NvmlQuery.UTILIZATION, 0, h100, a100, l40, t4))
        .containsExactly(h100, l40, t4);
    assertThat(supporters(NvmlQuery.FANS, 0, h100, a100, l40, t4)).isEmpty();
  }

  private static List<CannedGpu> supporters(NvmlQuery query, int argument, CannedGpu... gpus) {
    return Stream.of(gpus).filter(gpu -> gpu.supports(query, argument)).toList();
  }

  @Test
  void lostGpu_made_hasOneOfEightLost() {
    CannedMachine machine = CannedMachines.lostGpu();
    machine.init();
    List<Integer> codes = new ArrayList<>();
    for (int i = 0; i < machine.size(); i++) {
      codes.add(machine.open(i, out));
    }

    assertThat(codes).containsExactly(0, 0, 0, 0, 0, NvmlReturn.GPU_IS_LOST, 0, 0);
  }

  @Test
  void reset_afterTroubles_bringsTheFirstNumbersBack() {
    CannedGpu gpu = CannedMachines.dgxH100().gpu(0);
    gpu.eccErrors(7, 2).rowRemap(3, true, true).recoveryAction(2).nvlink(4, false).margin(1);
    gpu.set(NvmlQuery.ECC_SRAM, 1, 2, 3, 4, 5, 6, 7);
    gpu.fail(NvmlQuery.POWER_USAGE, 0, NvmlReturn.UNKNOWN);
    gpu.lose();

    gpu.reset();

    assertThat(values(gpu, NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION)).startsWith(0);
    assertThat(values(gpu, NvmlQuery.NVLINK_STATE, 4)).startsWith(1);
    assertThat(values(gpu, NvmlQuery.TEMPERATURE_MARGIN, 0)).startsWith(36);
    assertThat(values(gpu, NvmlQuery.POWER_USAGE, 0)).startsWith(412_000);
    assertThat(values(gpu, NvmlQuery.ECC_TOTAL, NvmlQuery.UNCORRECTED)).startsWith(0);
    int aggregate = NvmlQuery.UNCORRECTED + NvmlQuery.AGGREGATE;
    assertThat(values(gpu, NvmlQuery.ECC_TOTAL, aggregate)).startsWith(2);
    assertThat(values(gpu, NvmlQuery.REMAPPED_ROWS, 0)).startsWith(0, 3, 0, 1);
    assertThat(values(gpu, NvmlQuery.ECC_SRAM, 0)).startsWith(1, 0, 0, 0, 5, 6, 7);
  }

  @Test
  void reset_afterRetirement_keepsThePages() {
    CannedGpu gpu = CannedMachines.t4().gpu(0);
    gpu.setFor(NvmlQuery.RETIRED_PAGES, 1, 2, 20, 10).set(NvmlQuery.RETIRED_PAGES_PENDING, 1);

    gpu.reset();

    assertThat(values(gpu, NvmlQuery.RETIRED_PAGES, 1)).startsWith(2, 20, 10);
    assertThat(values(gpu, NvmlQuery.RETIRED_PAGES_PENDING, 0)).startsWith(0);
  }

  private static long[] values(CannedGpu gpu, NvmlQuery query, int argument) {
    long[] values = new long[NvmlApi.MAX_VALUES];
    assertThat(gpu.read(query, argument, values)).isEqualTo(NvmlReturn.SUCCESS);
    return values;
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void trouble_undone_leavesNothingBehindButLifetimeCounts(Trouble trouble) {
    CannedMachine machine = CannedMachines.dgxH100();
    machine.init();
    trouble.apply(machine, 2);
    trouble.undo(machine, 2);

    CannedMachine fresh = CannedMachines.dgxH100();
    fresh.init();
    Set<NvmlQuery> lifetime = EnumSet.of(NvmlQuery.ECC_TOTAL, NvmlQuery.REMAPPED_ROWS);
    for (NvmlQuery query : EnumSet.complementOf(EnumSet.copyOf(lifetime))) {
      long[] expected = new long[NvmlApi.MAX_VALUES];
      long[] actual = new long[NvmlApi.MAX_VALUES];
      int code = fresh.read(3, query, 0, expected);
      assertThat(machine.read(3, query, 0, actual)).as("%s", query).isEqualTo(code);
      assertThat(actual).as("%s", query).containsExactly(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void trouble_byItsId_isFound(Trouble trouble) {
    assertThat(Trouble.of(trouble.id())).isEqualTo(trouble);
    assertThat(trouble.description()).isNotBlank();
  }

  @Test
  void trouble_ids_areThoseOfTheCommandLine() {
    assertThat(Stream.of(Trouble.values()).map(Trouble::id))
        .containsExactly("xid-79", "ecc", "thermal", "nvlink", "lost", "hang");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trouble.of("fire"))
        .withMessage("trouble must be xid-79, ecc, thermal, nvlink, lost or hang, was fire");
  }

  @ParameterizedTest
  @EnumSource(value = Trouble.class, names = "NVLINK", mode = EnumSource.Mode.EXCLUDE)
  void trouble_onAnOldBoard_happensToo(Trouble trouble) {
    CannedMachine machine = CannedMachines.t4();
    trouble.apply(machine, 0);
    trouble.undo(machine, 0);

    assertThat(machine.gpu(0).supports(NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION)).isFalse();
  }

  @Test
  void trouble_nvlinkWithoutLinks_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trouble.NVLINK.apply(CannedMachines.l40(), 1))
        .withMessage("GPU 1 must have NVLink, but has none");
  }
}
