package io.health4j.nvml;

import io.health4j.check.Attributes;

/**
 * A GPU as it was when it was first seen. It keeps its index and its name in findings and readings
 * when others come and go; the UUID is what it is known by. Immutable.
 *
 * @param index its place among the GPUs, from 0
 * @param uuid such as {@code GPU-…}
 * @param pciAddress such as {@code 00000000:1B:00.0}; empty where the driver does not say
 * @param model such as {@code NVIDIA H100 80GB HBM3}; empty where the driver does not say
 * @param serial the board's; empty without one
 */
record Gpu(int index, String uuid, String pciAddress, String model, String serial) {

  /** The subject of its findings. */
  String subject() {
    return "GPU " + index + " (" + uuid + (pciAddress.isEmpty() ? "" : ", " + pciAddress) + ")";
  }

  /** What its readings are told apart by, in OpenTelemetry's names. */
  Attributes attributes() {
    return Attributes.of(
        "hw.id", uuid, "hw.model", model, "hw.name", "GPU " + index, "hw.vendor", "NVIDIA");
  }
}
