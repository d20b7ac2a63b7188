package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import java.util.ArrayList;
import java.util.List;

/** Two judges of one family. */
record Both(Judge first, Judge second) implements Judge {

  @Override
  public List<Probe> probes() {
    var probes = new ArrayList<>(first.probes());
    probes.addAll(second.probes());
    return probes;
  }

  @Override
  public void resume(Judge before) {
    if (before instanceof Both both) {
      first.resume(both.first);
      second.resume(both.second);
    }
  }

  @Override
  public int read(NvmlApi api, long device) {
    int code = first.read(api, device);
    return code == NvmlReturn.SUCCESS ? second.read(api, device) : code;
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    first.judge(sample, out);
    second.judge(sample, out);
  }
}
