package io.health4j.examples;

import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What both the driver's library and {@code nvidia-smi} tell of a GPU, in the unit of the latter.
 */
final class GpuFacts {

  /** How far apart two looks at a thing that moves may be. */
  private static final double CELSIUS = 3;

  private static final double WATTS = 15;
  private static final double MEBIBYTES = 64;
  private static final double PERCENT = 15;
  private static final double MEBIBYTE = 1 << 20;

  /**
   * A thing to compare.
   *
   * @param name what it is
   * @param tolerance how far apart numbers may be; 0 for texts and what does not move
   * @param ours what the library tells
   * @param theirs what nvidia-smi tells
   */
  record Fact(
      String name,
      double tolerance,
      Function<GpuHandle, Optional<String>> ours,
      Function<GpuSmi.Gpu, Optional<String>> theirs) {}

  private final List<Fact> facts = new ArrayList<>();

  private GpuFacts() {
    text("name", NvmlText.NAME, "product_name");
    text("UUID", NvmlText.UUID, "uuid");
    text("serial", NvmlText.SERIAL, "serial");
    text("PCI address", NvmlText.PCI_ADDRESS, "pci/pci_bus_id");
    number("minor number", NvmlQuery.MINOR_NUMBER, 0, 1, 0, "minor_number");
    flag("persistence mode", NvmlQuery.PERSISTENCE_MODE, 0, "persistence_mode");
    flag("MIG mode", NvmlQuery.MIG_MODE, 0, "mig_mode/current_mig");
    flag("ECC mode", NvmlQuery.ECC_MODE, 0, "ecc_mode/current_ecc");
    flag("ECC mode after a reboot", NvmlQuery.ECC_MODE, 1, "ecc_mode/pending_ecc");
    moving();
    memory();
    pcie();
    clocks();
    errors();
  }

  static List<Fact> all() {
    return List.copyOf(new GpuFacts().facts);
  }

  private void moving() {
    number("temperature (C)", NvmlQuery.TEMPERATURE, 0, 1, CELSIUS, "temperature/gpu_temp");
    add(
        "temperature of memory (C)",
        CELSIUS,
        gpu -> scaled(gpu, NvmlQuery.FIELD, NvmlQuery.MEMORY_TEMPERATURE, 0, 1),
        "temperature/memory_temp");
    String margin = "temperature/gpu_temp_tlimit";
    number("temperature margin (C)", NvmlQuery.TEMPERATURE_MARGIN, 0, 1, CELSIUS, margin);
    number(
        "power (W)",
        NvmlQuery.POWER_USAGE,
        0,
        1e3,
        WATTS,
        "gpu_power_readings/power_draw",
        "gpu_power_readings/average_power_draw",
        "gpu_power_readings/instant_power_draw",
        "power_readings/power_draw");
    number(
        "power limit (W)",
        NvmlQuery.POWER_LIMIT,
        0,
        1e3,
        0.01,
        "gpu_power_readings/current_power_limit",
        "gpu_power_readings/power_limit",
        "power_readings/enforced_power_limit",
        "power_readings/power_limit");
    number("busy (%)", NvmlQuery.UTILIZATION, 0, 1, PERCENT, "utilization/gpu_util");
    number("memory busy (%)", NvmlQuery.UTILIZATION, 1, 1, PERCENT, "utilization/memory_util");
  }

  private void memory() {
    number("memory (MiB)", NvmlQuery.MEMORY, 0, MEBIBYTE, 1, "fb_memory_usage/total");
    number("memory used (MiB)", NvmlQuery.MEMORY, 2, MEBIBYTE, MEBIBYTES, "fb_memory_usage/used");
    number("memory free (MiB)", NvmlQuery.MEMORY, 1, MEBIBYTE, MEBIBYTES, "fb_memory_usage/free");
  }

  private void pcie() {
    String link = "pci/pci_gpu_link_info/";
    String generation = link + "pcie_gen/max_link_gen";
    number("PCIe generation at most", NvmlQuery.PCIE_MAX_GENERATION, 0, 1, 0, generation);
    String width = link + "link_widths/max_link_width";
    number("PCIe lanes at most", NvmlQuery.PCIE_MAX_WIDTH, 0, 1, 0, width);
    number("PCIe lanes", NvmlQuery.PCIE_WIDTH, 0, 1, 0, link + "link_widths/current_link_width");
    number("PCIe replays", NvmlQuery.PCIE_REPLAYS, 0, 1, 0, "pci/replay_counter");
  }

  private void clocks() {
    clock("graphics", NvmlQuery.GRAPHICS);
    clock("sm", NvmlQuery.SM);
    clock("mem", NvmlQuery.MEM);
    clock("video", NvmlQuery.VIDEO);
  }

  private void clock(String name, int argument) {
    add(
        "highest " + name + " clock (MHz)",
        0,
        gpu -> scaled(gpu, NvmlQuery.MAX_CLOCK, argument, 0, 1),
        "max_clocks/" + name + "_clock");
  }

  private void errors() {
    ecc("corrected errors", NvmlQuery.CORRECTED, "volatile");
    ecc("uncorrected errors", NvmlQuery.UNCORRECTED, "volatile");
    ecc("corrected errors, ever", NvmlQuery.CORRECTED + NvmlQuery.AGGREGATE, "aggregate");
    ecc("uncorrected errors, ever", NvmlQuery.UNCORRECTED + NvmlQuery.AGGREGATE, "aggregate");
    number("rows remapped, corrected", NvmlQuery.REMAPPED_ROWS, 0, 1, 0, rows("corr"));
    number("rows remapped, uncorrected", NvmlQuery.REMAPPED_ROWS, 1, 1, 0, rows("unc"));
    flag("row remap pending", NvmlQuery.REMAPPED_ROWS, 2, rows("pending"));
    flag("row remap failed", NvmlQuery.REMAPPED_ROWS, 3, rows("failure"));
    String pages = "retired_pages/";
    pages("retired pages, single-bit", 0, pages + "multiple_single_bit_retirement/retired_count");
    pages("retired pages, double-bit", 1, pages + "double_bit_retirement/retired_count");
  }

  private static String rows(String which) {
    return "remapped_rows/remapped_row_" + which;
  }

  private void pages(String name, int cause, String path) {
    add(name, 0, gpu -> scaled(gpu, NvmlQuery.RETIRED_PAGES, cause, 0, 1), path);
  }

  /** Old drivers tell sums; newer ones each place, by names that differ. */
  private void ecc(String name, int argument, String scope) {
    boolean corrected = argument % NvmlQuery.AGGREGATE == NvmlQuery.CORRECTED;
    facts.add(
        new Fact(
            name,
            0,
            gpu -> scaled(gpu, NvmlQuery.ECC_TOTAL, argument, 0, 1),
            gpu -> GpuEccSum.of(gpu, "ecc_errors/" + scope, corrected)));
  }

  private void text(String name, NvmlText text, String path) {
    add(name, 0, gpu -> gpu.text(text), path);
  }

  private void flag(String name, NvmlQuery query, int place, String path) {
    facts.add(
        new Fact(
            name,
            0,
            gpu -> value(gpu.number(query, 0, place), 1),
            gpu -> gpu.text(path).map(GpuFacts::bit)));
  }

  private static String bit(String text) {
    return switch (text) {
      case "Enabled", "Yes" -> "1";
      case "Disabled", "No" -> "0";
      default -> text;
    };
  }

  private void number(
      String name, NvmlQuery query, int place, double per, double tolerance, String... paths) {
    add(name, tolerance, gpu -> scaled(gpu, query, 0, place, per), paths);
  }

  private void add(
      String name, double tolerance, Function<GpuHandle, Optional<String>> ours, String... paths) {
    facts.add(
        new Fact(
            name,
            tolerance,
            ours,
            gpu -> List.of(paths).stream().flatMap(path -> gpu.text(path).stream()).findFirst()));
  }

  private static Optional<String> scaled(
      GpuHandle gpu, NvmlQuery query, int argument, int place, double per) {
    return value(gpu.number(query, argument, place), per);
  }

  private static Optional<String> value(OptionalDouble value, double per) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    double scaled = value.getAsDouble() / per;
    return Optional.of(Texts.format(scaled == Math.rint(scaled) ? "%.0f" : "%.2f", scaled));
  }
}
