package io.health4j.nvml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which judge looks at which family. */
final class Judges {

  private Judges() {}

  static List<Part> of(Set<GpuFamily> families, Gpu gpu, GpuSettings settings, XidJudge xids) {
    var parts = new ArrayList<Part>();
    for (GpuFamily family : families) {
      String name = family.name().toLowerCase(Locale.ROOT);
      parts.add(new Part(gpu, name, of(family, gpu, settings, xids)));
    }
    if (settings.dcgmNames()) {
      parts.add(new Part(gpu, "dcgm", new DcgmJudge(gpu, xids.log()::since)));
    }
    return parts;
  }

  private static Judge of(GpuFamily family, Gpu gpu, GpuSettings settings, XidJudge xids) {
    return switch (family) {
      case LOST -> new DeviceJudge(gpu, settings);
      case THERMAL -> new ThermalJudge(gpu, settings);
      case MEMORY -> new Both(new MemoryJudge(gpu, settings), new MigJudge(gpu));
      case PCIE -> new Both(new PcieJudge(gpu, settings), new PcieTraffic(gpu));
      case NVLINK -> new Both(new LinkJudge(gpu, settings), new FabricJudge());
      case POWER -> new PowerJudge(gpu, settings);
      case XID -> xids;
      case PROCESSES -> new ProcessJudge(gpu, settings);
    };
  }
}
