package io.health4j.examples;

import io.health4j.test.gpu.CannedMachine;
import io.health4j.test.gpu.CannedMachines;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The machines that can be shown without having them. */
enum GpuMachine {
  DGX_H100("8 H100 on NVSwitches", true),
  A100_MIG("2 A100, each cut into 3 MIG devices", false),
  L40("2 L40, on PCIe alone", false),
  T4("an old T4, with an old driver", false),
  LOST("8 GPUs, one of which has fallen off the bus", true);

  private final String text;
  private final boolean linked;

  GpuMachine(String text, boolean linked) {
    this.text = text;
    this.linked = linked;
  }

  /** What it is, for people. */
  String text() {
    return text;
  }

  /** Whether its GPUs have links to each other that are up. */
  boolean linked() {
    return linked;
  }

  CannedMachine make() {
    return switch (this) {
      case DGX_H100 -> CannedMachines.dgxH100();
      case A100_MIG -> CannedMachines.a100Mig();
      case L40 -> CannedMachines.l40();
      case T4 -> CannedMachines.t4();
      case LOST -> CannedMachines.lostGpu();
    };
  }

  /** Its name on the command line. */
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<GpuMachine> of(String option) {
    return Arrays.stream(values()).filter(each -> each.option().equals(option)).findFirst();
  }

  static String options() {
    return Arrays.stream(values()).map(GpuMachine::option).collect(Collectors.joining(", "));
  }
}
