package io.health4j.test.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CannedMachineTest {

  private final long[] out = new long[NvmlApi.MAX_VALUES];
  private final String[] text = new String[1];
  private final CannedMachine machine = CannedMachines.dgxH100();

  @Test
  void init_missing_noAnswer() {
    assertThat(machine.count(out)).isEqualTo(NvmlReturn.UNINITIALIZED);
    assertThat(machine.open(0, out)).isEqualTo(NvmlReturn.UNINITIALIZED);
    assertThat(machine.read(1, NvmlQuery.TEMPERATURE, 0, out)).isEqualTo(NvmlReturn.UNINITIALIZED);
    assertThat(machine.shutdown()).isEqualTo(NvmlReturn.UNINITIALIZED);
  }

  @Test
  void shutdown_ofOneOfTwo_otherGoesOn() {
    machine.init();
    machine.init();

    assertThat(machine.shutdown()).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(machine.count(out)).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(machine.shutdown()).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(machine.count(out)).isEqualTo(NvmlReturn.UNINITIALIZED);
  }

  @Test
  void driver_awayAndBack_knowsNobody() {
    machine.init();

    machine.driver(NvmlReturn.DRIVER_NOT_LOADED);
    assertThat(machine.count(out)).isEqualTo(NvmlReturn.DRIVER_NOT_LOADED);
    assertThat(machine.init()).isEqualTo(NvmlReturn.DRIVER_NOT_LOADED);

    machine.driver(NvmlReturn.SUCCESS);
    assertThat(machine.count(out)).isEqualTo(NvmlReturn.UNINITIALIZED);
    assertThat(machine.init()).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(machine.count(out)).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(out[0]).isEqualTo(8);
  }

  @Test
  void open_noSuchIndex_isInvalid() {
    machine.init();

    assertThat(machine.open(8, out)).isEqualTo(NvmlReturn.INVALID_ARGUMENT);
    assertThat(machine.open(-1, out)).isEqualTo(NvmlReturn.INVALID_ARGUMENT);
    assertThat(machine.read(99, NvmlQuery.TEMPERATURE, 0, out))
        .isEqualTo(NvmlReturn.INVALID_ARGUMENT);
  }

  @Test
  void remove_oneGpu_othersKeepTheirHandles() {
    long second = open(1);
    long third = open(2);

    CannedGpu gone = machine.remove(1);

    assertThat(machine.size()).isEqualTo(7);
    assertThat(open(1)).isEqualTo(third);
    assertThat(machine.read(second, NvmlQuery.TEMPERATURE, 0, out))
        .isEqualTo(NvmlReturn.GPU_IS_LOST);
    assertThat(machine.read(third, NvmlQuery.TEMPERATURE, 0, out)).isEqualTo(NvmlReturn.SUCCESS);

    machine.add(gone);
    assertThat(open(7)).isEqualTo(second);
    assertThat(machine.read(second, NvmlQuery.TEMPERATURE, 0, out)).isEqualTo(NvmlReturn.SUCCESS);
  }

  @Test
  void lose_oneGpu_isCountedAndCannotBeOpened() {
    long handle = open(5);
    machine.gpu(5).lose();

    machine.count(out);
    assertThat(out[0]).isEqualTo(8);
    assertThat(machine.open(5, out)).isEqualTo(NvmlReturn.GPU_IS_LOST);
    assertThat(machine.read(handle, NvmlQuery.MEMORY, 0, out)).isEqualTo(NvmlReturn.GPU_IS_LOST);
    assertThat(machine.text(handle, NvmlText.UUID, text)).isEqualTo(NvmlReturn.GPU_IS_LOST);
    assertThat(machine.processes(handle, false, new ArrayList<>()))
        .isEqualTo(NvmlReturn.GPU_IS_LOST);
    assertThat(machine.open(4, out)).isEqualTo(NvmlReturn.SUCCESS);

    machine.gpu(5).reset();
    assertThat(machine.open(5, out)).isEqualTo(NvmlReturn.SUCCESS);
  }

  @Test
  void read_changedMeanwhile_givesTheNewValue() {
    long handle = open(3);

    machine.gpu(3).temperature(80);
    machine.read(handle, NvmlQuery.TEMPERATURE, 0, out);
    assertThat(out[0]).isEqualTo(80);
    machine.read(handle, NvmlQuery.TEMPERATURE_MARGIN, 0, out);
    assertThat(out[0]).isEqualTo(7);

    machine.gpu(3).margin(-2);
    machine.read(handle, NvmlQuery.TEMPERATURE, 0, out);
    assertThat(out[0]).isEqualTo(89);
  }

  @Test
  void read_failing_givesItsCodeAndNoValue() {
    long handle = open(0);
    machine.gpu(0).fail(NvmlQuery.POWER_USAGE, 0, NvmlReturn.UNKNOWN);
    out[0] = -7;

    assertThat(machine.read(handle, NvmlQuery.POWER_USAGE, 0, out)).isEqualTo(NvmlReturn.UNKNOWN);
    assertThat(out[0]).isEqualTo(-7);
  }

  @Test
  void reads_askedTwice_countsTwo() {
    long handle = open(0);
    machine.read(handle, NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION, out);
    machine.read(handle, NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION, out);

    assertThat(machine.gpu(0).reads(NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION)).isEqualTo(2);
    assertThat(machine.gpu(0).reads(NvmlQuery.FIELD, 0)).isZero();
    assertThat(machine.gpu(1).reads(NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION)).isZero();
    assertThat(machine.calls(DriverCall.READ)).isEqualTo(2);
    assertThat(machine.calls(DriverCall.OPEN)).isEqualTo(1);
  }

  @Test
  void text_ofSystemAndGpu_isTold() {
    long handle = open(0);

    assertThat(machine.text(0, NvmlText.DRIVER_VERSION, text)).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(text[0]).isEqualTo("580.105.08");
    machine.text(handle, NvmlText.NAME, text);
    assertThat(text[0]).isEqualTo("NVIDIA H100 80GB HBM3");
    assertThat(CannedMachine.of(new CannedGpu()).init()).isEqualTo(NvmlReturn.SUCCESS);
  }

  @Test
  void text_notSet_isNotSupported() {
    var bare = CannedMachine.of(new CannedGpu());
    bare.init();
    bare.open(0, out);

    assertThat(bare.text(out[0], NvmlText.SERIAL, text)).isEqualTo(NvmlReturn.NOT_SUPPORTED);
  }

  @Test
  void openMig_byIndex_opensDevices() {
    var mig = CannedMachines.a100Mig();
    mig.init();
    mig.open(1, out);
    long gpu = out[0];

    assertThat(mig.openMig(gpu, 2, out)).isEqualTo(NvmlReturn.SUCCESS);
    long device = out[0];
    mig.read(device, NvmlQuery.GPU_INSTANCE, 0, out);
    assertThat(out[0]).isEqualTo(9);
    mig.text(device, NvmlText.UUID, text);
    assertThat(text[0]).startsWith("MIG-");
    assertThat(mig.openMig(gpu, 3, out)).isEqualTo(NvmlReturn.NOT_FOUND);

    mig.gpu(1).lose();
    assertThat(mig.read(device, NvmlQuery.GPU_INSTANCE, 0, out)).isEqualTo(NvmlReturn.GPU_IS_LOST);
  }

  @Test
  void openMig_boardWithoutMig_isNotSupported() {
    var l40 = CannedMachines.l40();
    l40.init();
    l40.open(0, out);

    assertThat(l40.openMig(out[0], 0, out)).isEqualTo(NvmlReturn.NOT_SUPPORTED);
  }

  @Test
  void processes_ofGpu_areListed() {
    long handle = open(0);
    machine.gpu(0).processes().add(new NvmlProcess(4_711, 1_024, -1));
    List<NvmlProcess> found = new ArrayList<>();

    assertThat(machine.processes(handle, false, found)).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(found).hasSize(2).contains(new NvmlProcess(4_711, 1_024, -1));

    found.clear();
    machine.processes(handle, true, found);
    assertThat(found).isEmpty();
  }

  @Test
  void set_wrongNumberOfValues_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> machine.gpu(0).set(NvmlQuery.MEMORY, 1))
        .withMessage("MEMORY must have 4 values, had 1");
  }

  @Test
  void grow_notSupported_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> machine.gpu(0).grow(NvmlQuery.RETIRED_PAGES, 1, 1))
        .withMessage("RETIRED_PAGES 1 is not supported");
  }

  private long open(int index) {
    machine.init();
    assertThat(machine.open(index, out)).isEqualTo(NvmlReturn.SUCCESS);
    return out[0];
  }
}
