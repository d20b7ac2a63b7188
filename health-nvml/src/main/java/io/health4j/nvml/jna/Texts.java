package io.health4j.nvml.jna;

import static io.health4j.nvml.jna.NvmlLibrary.*;

import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;

/** Texts. */
final class Texts {

  static final int PCI_BYTES = 68;
  static final int PCI_ADDRESS = 36;

  /** Longer than any that NVML gives: the longest are 96. */
  private static final int LENGTH = 256;

  private Texts() {}

  static int read(Symbols symbols, Scratch at, long device, NvmlText text, String[] out) {
    if (text == NvmlText.PCI_ADDRESS) {
      return pciAddress(symbols, at, device, out);
    }
    int code =
        symbols.has(text.function())
            ? call(device, text, at.address())
            : NvmlReturn.FUNCTION_NOT_FOUND;
    if (code == NvmlReturn.SUCCESS) {
      out[0] = at.text(0, LENGTH);
    }
    return code;
  }

  private static int call(long device, NvmlText text, long to) {
    return switch (text) {
      case DRIVER_VERSION -> nvmlSystemGetDriverVersion(to, LENGTH);
      case NVML_VERSION -> nvmlSystemGetNVMLVersion(to, LENGTH);
      case NAME -> nvmlDeviceGetName(device, to, LENGTH);
      case UUID -> nvmlDeviceGetUUID(device, to, LENGTH);
      case SERIAL -> nvmlDeviceGetSerial(device, to, LENGTH);
      case PCI_ADDRESS -> NvmlReturn.FUNCTION_NOT_FOUND;
    };
  }

  /** Before the third version, an address had but four digits for the domain. */
  private static int pciAddress(Symbols symbols, Scratch at, long device, String[] out) {
    boolean third = symbols.has("nvmlDeviceGetPciInfo_v3");
    if (!third && !symbols.has("nvmlDeviceGetPciInfo_v2")) {
      return NvmlReturn.FUNCTION_NOT_FOUND;
    }
    long to = at.structure(0, PCI_BYTES);
    int code = third ? nvmlDeviceGetPciInfo_v3(device, to) : nvmlDeviceGetPciInfo_v2(device, to);
    if (code == NvmlReturn.SUCCESS) {
      out[0] = third ? at.text(PCI_ADDRESS, PCI_BYTES - PCI_ADDRESS) : "0000" + at.text(0, 16);
    }
    return code;
  }
}
