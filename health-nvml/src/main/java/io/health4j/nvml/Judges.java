package io.health4j.nvml;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which judge looks at which family. */
final class Judges {

  private Judges() {}

  static List<Judge> of(Set<GpuFamily> families, Gpu gpu, GpuSettings settings, XidLog log) {
    var judges = new ArrayList<Judge>();
    families.forEach(family -> judges.add(of(family, gpu, settings, log)));
    if (settings.dcgmNames()) {
      judges.add(new DcgmJudge(gpu, log::since));
    }
    return judges;
  }

  private static Judge of(GpuFamily family, Gpu gpu, GpuSettings settings, XidLog log) {
    return switch (family) {
      case LOST -> new DeviceJudge(gpu, settings);
      case THERMAL -> new ThermalJudge(gpu, settings);
      case MEMORY -> new Both(new MemoryJudge(gpu, settings), new MigJudge(gpu));
      case PCIE -> new Both(new PcieJudge(gpu, settings), new PcieTraffic(gpu));
      case NVLINK -> new Both(new LinkJudge(gpu, settings), new FabricJudge());
      case POWER -> new PowerJudge(gpu, settings);
      case XID -> new XidJudge(gpu, settings, log);
      case PROCESSES -> new ProcessJudge(gpu, settings);
    };
  }
}
