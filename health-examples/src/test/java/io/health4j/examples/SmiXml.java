package io.health4j.examples;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** What nvidia-smi would print of a machine, in the words of a driver of branch R580. */
final class SmiXml {

  private SmiXml() {}

  static String of(NvmlApi api) {
    List<GpuHandle> gpus = GpuHandle.all(api);
    var xml = new StringBuilder("<?xml version=\"1.0\" ?>\n");
    xml.append("<!DOCTYPE nvidia_smi_log SYSTEM \"nvsmi_device_v12.dtd\">\n<nvidia_smi_log>");
    xml.append(tag("driver_version", text(new GpuHandle(api, -1, 0), NvmlText.DRIVER_VERSION)));
    xml.append(tag("attached_gpus", "" + gpus.size()));
    gpus.forEach(gpu -> xml.append(gpu(gpu)));
    return xml.append("</nvidia_smi_log>\n").toString();
  }

  /** A command that prints it. */
  static Path command(Path folder, String xml) {
    try {
      Path file = Files.writeString(folder.resolve("smi.xml"), xml);
      Path command = folder.resolve("nvidia-smi");
      Files.writeString(command, "#!/bin/sh\n[ \"$*\" = '-q -x' ] && cat '" + file + "'\n");
      if (!command.toFile().setExecutable(true)) {
        throw new IOException(command + " cannot be made executable");
      }
      return command;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InputStream stream(String xml) {
    return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static String gpu(GpuHandle gpu) {
    return "<gpu id=\""
        + text(gpu, NvmlText.PCI_ADDRESS)
        + "\">"
        + tag("product_name", text(gpu, NvmlText.NAME))
        + tag("persistence_mode", flag(gpu, NvmlQuery.PERSISTENCE_MODE, 0))
        + tag("serial", text(gpu, NvmlText.SERIAL))
        + tag("uuid", text(gpu, NvmlText.UUID))
        + pcie(gpu)
        + memory(gpu)
        + errors(gpu)
        + moving(gpu)
        + "</gpu>";
  }

  private static String pcie(GpuHandle gpu) {
    String generation = tag("max_link_gen", value(gpu, NvmlQuery.PCIE_MAX_GENERATION, 0, 0, 1, ""));
    String width =
        tag("max_link_width", value(gpu, NvmlQuery.PCIE_MAX_WIDTH, 0, 0, 1, "x"))
            + tag("current_link_width", value(gpu, NvmlQuery.PCIE_WIDTH, 0, 0, 1, "x"));
    return tag(
        "pci",
        tag("pci_bus_id", text(gpu, NvmlText.PCI_ADDRESS))
            + tag("pci_gpu_link_info", tag("pcie_gen", generation) + tag("link_widths", width))
            + tag("replay_counter", value(gpu, NvmlQuery.PCIE_REPLAYS, 0, 0, 1, "")));
  }

  private static String memory(GpuHandle gpu) {
    double mebibyte = 1 << 20;
    return tag(
        "fb_memory_usage",
        tag("total", value(gpu, NvmlQuery.MEMORY, 0, 0, mebibyte, " MiB"))
            + tag("used", value(gpu, NvmlQuery.MEMORY, 0, 2, mebibyte, " MiB"))
            + tag("free", value(gpu, NvmlQuery.MEMORY, 0, 1, mebibyte, " MiB")));
  }

  private static String errors(GpuHandle gpu) {
    String counts =
        tag("sram_correctable", "0")
            + tag("sram_uncorrectable_parity", "0")
            + tag("dram_correctable", value(gpu, NvmlQuery.ECC_TOTAL, 0, 0, 1, ""))
            + tag("dram_uncorrectable", value(gpu, NvmlQuery.ECC_TOTAL, 1, 0, 1, ""));
    return tag("ecc_mode", tag("current_ecc", flag(gpu, NvmlQuery.ECC_MODE, 0)))
        + tag("ecc_errors", tag("volatile", counts))
        + tag(
            "remapped_rows",
            tag("remapped_row_corr", value(gpu, NvmlQuery.REMAPPED_ROWS, 0, 0, 1, ""))
                + tag("remapped_row_pending", flag(gpu, NvmlQuery.REMAPPED_ROWS, 2)));
  }

  private static String moving(GpuHandle gpu) {
    return tag("temperature", tag("gpu_temp", value(gpu, NvmlQuery.TEMPERATURE, 0, 0, 1, " C")))
        + tag(
            "gpu_power_readings",
            tag("average_power_draw", value(gpu, NvmlQuery.POWER_USAGE, 0, 0, 1e3, " W"))
                + tag("instant_power_draw", "N/A"))
        + tag(
            "max_clocks",
            tag("sm_clock", value(gpu, NvmlQuery.MAX_CLOCK, NvmlQuery.SM, 0, 1, " MHz")));
  }

  private static String text(GpuHandle gpu, NvmlText text) {
    return gpu.text(text).orElse("N/A");
  }

  private static String flag(GpuHandle gpu, NvmlQuery query, int place) {
    OptionalDouble value = gpu.number(query, 0, place);
    return value.isEmpty() ? "N/A" : value.getAsDouble() == 0 ? "Disabled" : "Enabled";
  }

  private static String value(
      GpuHandle gpu, NvmlQuery query, int argument, int place, double per, String unit) {
    OptionalDouble value = gpu.number(query, argument, place);
    return value.isEmpty() ? "N/A" : Texts.format("%.0f", value.getAsDouble() / per) + unit;
  }

  private static String tag(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }
}
