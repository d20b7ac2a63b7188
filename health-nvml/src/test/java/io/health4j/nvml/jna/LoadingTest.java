package io.health4j.nvml.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadingTest {

  private final long[] out = new long[NvmlApi.MAX_VALUES];

  @Test
  void init_noLibrary_saysWhichInOneLine() {
    JnaNvml api = new JnaNvml(List.of("/nowhere/libnvidia-ml.so.1"));

    assertThat(api.init()).isEqualTo(NvmlReturn.LIBRARY_NOT_FOUND);

    assertThat(api.problem())
        .isEqualTo(
            "/nowhere/libnvidia-ml.so.1: cannot open shared object file: No such file or"
                + " directory");
  }

  @Test
  void calls_beforeALibraryIsLoaded_areUninitialized() {
    JnaNvml api = new JnaNvml(List.of("/nowhere/libnvidia-ml.so.1"));
    int uninitialized = NvmlReturn.UNINITIALIZED;

    assertThat(api.count(out)).isEqualTo(uninitialized);
    assertThat(api.open(0, out)).isEqualTo(uninitialized);
    assertThat(api.openMig(1, 0, out)).isEqualTo(uninitialized);
    assertThat(api.read(1, NvmlQuery.POWER_USAGE, 0, out)).isEqualTo(uninitialized);
    assertThat(api.text(1, NvmlText.NAME, new String[1])).isEqualTo(uninitialized);
    assertThat(api.processes(1, false, new ArrayList<>())).isEqualTo(uninitialized);
    assertThat(api.createEvents(out)).isEqualTo(uninitialized);
    assertThat(api.registerEvents(1, 1, 8)).isEqualTo(uninitialized);
    assertThat(api.awaitEvent(1, 1, out)).isEqualTo(uninitialized);
    assertThat(api.freeEvents(1)).isEqualTo(uninitialized);
    assertThat(api.shutdown()).isEqualTo(uninitialized);
    assertThat(api.problem()).isEmpty();
  }

  @Test
  void init_fileThatIsNoLibrary_isNotFound(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("libnvidia-ml.so.1"), "no library");
    JnaNvml api = new JnaNvml(List.of(file.toString()));

    assertThat(api.init()).isEqualTo(NvmlReturn.LIBRARY_NOT_FOUND);

    assertThat(api.problem()).isEqualTo(file + ": file too short");
  }

  @Test
  void init_libraryWithALongName_cutsTheReason() {
    JnaNvml api = new JnaNvml(List.of("/nowhere/" + "x".repeat(400)));

    assertThat(api.init()).isEqualTo(NvmlReturn.LIBRARY_NOT_FOUND);

    assertThat(api.problem()).hasSize(200);
  }

  @Test
  void init_libraryThatIsNoNvml_isNotFound() {
    JnaNvml api = StubNvml.prepare("nvmlShutdown").api;

    assertThat(api.init()).isEqualTo(NvmlReturn.LIBRARY_NOT_FOUND);

    assertThat(api.problem()).contains("nvmlShutdown");
  }

  @Test
  void init_libraryThatAppearsLater_findsIt(@TempDir Path folder) throws IOException {
    Path built = StubNvml.build().resolve("libnvidia-ml.so.1");
    Path library = folder.resolve("libnvidia-ml.so.1");
    JnaNvml api = new JnaNvml(List.of(library.toString()));
    assertThat(api.init()).isEqualTo(NvmlReturn.LIBRARY_NOT_FOUND);
    Files.copy(built, library);

    assertThat(api.init()).isZero();

    assertThat(api.problem()).isEmpty();
    assertThat(api.count(out)).isZero();
    assertThat(out[0]).isEqualTo(8);
    api.shutdown();
  }

  @Test
  void init_secondPlaceHasIt_findsIt() {
    String built = StubNvml.build().resolve("libnvidia-ml.so.1").toString();
    JnaNvml api = new JnaNvml(List.of("/nowhere/nvml.dll", built));

    assertThat(api.init()).isZero();

    assertThat(api.problem()).isEmpty();
    api.shutdown();
  }

  @Test
  void init_driverNotLoadedThenLoaded_passesTheCodeOnAndFindsIt() {
    StubNvml stub = StubNvml.prepare();
    stub.set("nvmlInit_v2.return", NvmlReturn.DRIVER_NOT_LOADED);
    assertThat(stub.api.init()).isEqualTo(NvmlReturn.DRIVER_NOT_LOADED);
    assertThat(stub.api.count(out)).isEqualTo(NvmlReturn.UNINITIALIZED);
    stub.set("nvmlInit_v2.return", NvmlReturn.SUCCESS);

    assertThat(stub.api.init()).isZero();

    assertThat(stub.api.count(out)).isZero();
    assertThat(stub.api.shutdown()).isZero();
    assertThat(stub.get("sessions")).isZero();
    assertThat(stub.api.count(out)).isEqualTo(NvmlReturn.UNINITIALIZED);
  }

  @Test
  void open_gpuThatFellOff_passesTheCodeOn() {
    StubNvml stub = StubNvml.begin();
    stub.set("nvmlDeviceGetHandleByIndex_v2.return@6", NvmlReturn.GPU_IS_LOST);

    assertThat(stub.api.open(6, out)).isEqualTo(NvmlReturn.GPU_IS_LOST);
    assertThat(stub.api.open(7, out)).isZero();
    assertThat(stub.api.open(8, out)).isEqualTo(NvmlReturn.INVALID_ARGUMENT);
    stub.api.shutdown();
  }

  @Test
  void calls_thatJnaDoesNotBringToAnEnd_areUnknownAndSayWhy() {
    StubNvml stub = StubNvml.begin();
    stub.api.shutdown();
    Native.unregister(NvmlLibrary.class);

    assertThat(stub.api.init()).isEqualTo(NvmlReturn.UNKNOWN);
    assertThat(stub.api.count(out)).isEqualTo(NvmlReturn.UNKNOWN);
    assertThat(stub.api.read(1, NvmlQuery.POWER_USAGE, 0, out)).isEqualTo(NvmlReturn.UNKNOWN);
    assertThat(stub.api.text(1, NvmlText.NAME, new String[1])).isEqualTo(NvmlReturn.UNKNOWN);
    assertThat(stub.api.processes(1, true, new ArrayList<>())).isEqualTo(NvmlReturn.UNKNOWN);

    assertThat(stub.api.problem()).contains("UnsatisfiedLinkError");
  }

  @Test
  void libraries_ofEachSystem_areThoseThatTheDriverInstalls() {
    assertThat(JnaNvml.libraries("Linux", Map.of())).containsExactly("libnvidia-ml.so.1");
    assertThat(JnaNvml.libraries("Windows 11", Map.of()))
        .containsExactly("nvml", "C:\\Program Files\\NVIDIA Corporation\\NVSMI\\nvml.dll");
    assertThat(JnaNvml.libraries("Windows Server 2022", Map.of("ProgramFiles", "D:\\Apps")))
        .contains("D:\\Apps\\NVIDIA Corporation\\NVSMI\\nvml.dll");
  }
}
