package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuSmiTest {

  private static final String XML =
      """
      <?xml version="1.0" ?>
      <!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v12.dtd">
      <nvidia_smi_log>
        <driver_version>580.65.06</driver_version>
        <gpu id="00000000:1B:00.0">
          <uuid>GPU-1</uuid>
          <serial>N/A</serial>
          <temperature><gpu_temp> 35 C </gpu_temp></temperature>
          <ecc_errors>
            <volatile>
              <sram_correctable>1</sram_correctable>
              <sram_uncorrectable_parity>2</sram_uncorrectable_parity>
              <sram_uncorrectable_secded>3</sram_uncorrectable_secded>
              <dram_correctable>10</dram_correctable>
              <dram_uncorrectable>20</dram_uncorrectable>
              <sram_threshold_exceeded>No</sram_threshold_exceeded>
            </volatile>
            <aggregate>
              <double_bit><device_memory>7</device_memory><total>8</total></double_bit>
              <sram_uncorrectable_source_l2>5</sram_uncorrectable_source_l2>
            </aggregate>
          </ecc_errors>
        </gpu>
      </nvidia_smi_log>
      """;

  private static GpuSmi parse(String xml) throws IOException {
    return GpuSmi.parse(SmiXml.stream(xml));
  }

  private static GpuSmi.Gpu gpu() throws IOException {
    return parse(XML).gpu("GPU-1").orElseThrow();
  }

  @Test
  void text_path_isWhatItSaysWithoutBlanks() throws IOException {
    assertThat(parse(XML).text("driver_version")).contains("580.65.06");
    assertThat(gpu().text("temperature/gpu_temp")).contains("35 C");
  }

  @Test
  void text_notAvailableOrNotThere_isEmpty() throws IOException {
    assertThat(gpu().text("serial")).isEmpty();
    assertThat(gpu().text("temperature/memory_temp")).isEmpty();
    assertThat(gpu().text("fabric/state")).isEmpty();
    assertThat(parse(XML).gpu("GPU-2")).isEmpty();
  }

  @Test
  void eccSum_places_areAddedUp() throws IOException {
    assertThat(GpuEccSum.of(gpu(), "ecc_errors/volatile", true)).contains("11");
    assertThat(GpuEccSum.of(gpu(), "ecc_errors/volatile", false)).contains("25");
  }

  @Test
  void eccSum_oldDriver_isItsTotal() throws IOException {
    assertThat(GpuEccSum.of(gpu(), "ecc_errors/aggregate", false)).contains("8");
    assertThat(GpuEccSum.of(gpu(), "ecc_errors/aggregate", true)).isEmpty();
  }

  @Test
  void parse_dtdAndEntities_areNotFetched(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    String xml =
        "<!DOCTYPE x SYSTEM \"file:///nowhere/x.dtd\" [<!ENTITY e SYSTEM \""
            + secret.toUri()
            + "\">]><x><driver_version>&e;</driver_version></x>";

    Optional<String> text;
    try {
      text = parse(xml).text("driver_version");
    } catch (IOException refused) {
      text = Optional.empty();
    }
    assertThat(text).isEmpty();
  }

  @Test
  void parse_noXml_isRefused() {
    assertThatThrownBy(() -> parse("NVIDIA-SMI has failed"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("what nvidia-smi printed cannot be read: ");
  }

  @Test
  void run_command_isAskedForXml(@TempDir Path folder) throws IOException {
    Path command = SmiXml.command(folder, XML);

    assertThat(GpuSmi.run(command.toString()).text("driver_version")).contains("580.65.06");
  }

  @Test
  void run_noSuchCommand_isAnIoException(@TempDir Path folder) {
    assertThatThrownBy(() -> GpuSmi.run(folder.resolve("none").toString()))
        .isInstanceOf(IOException.class);
  }
}
