package io.health4j.nvml;

import io.health4j.check.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels of dcgm-exporter. It has renamed {@code Hostname} to {@code hostname} after its
 * version 4.5.3; both are given, so that dashboards from before and after find theirs. No name
 * server is asked: that could take long.
 */
final class DcgmLabels {

  private static final String HOST = host(System.getenv(), Path.of("/proc/sys/kernel/hostname"));

  private DcgmLabels() {}

  /** Of a GPU; the driver's version may be empty. */
  static Attributes of(Gpu gpu, String driver) {
    var labels = new TreeMap<String, String>();
    labels.put("gpu", Integer.toString(gpu.index()));
    labels.put("UUID", gpu.uuid());
    labels.put("pci_bus_id", gpu.pciAddress());
    labels.put("device", "nvidia" + gpu.index());
    labels.put("modelName", gpu.model());
    if (!HOST.isEmpty()) {
      labels.put("Hostname", HOST);
      labels.put("hostname", HOST);
    }
    if (!driver.isEmpty()) {
      labels.put("DCGM_FI_DRIVER_VERSION", driver);
    }
    return Attributes.of(labels);
  }

  /** Of a part of a GPU. */
  static Attributes mig(Attributes gpu, long instance, String profile) {
    return gpu.with("GPU_I_ID", Long.toString(instance)).with("GPU_I_PROFILE", profile);
  }

  /**
   * A MIG device's profile by its name: {@code 2g.10gb} of {@code NVIDIA A100-SXM4-40GB MIG
   * 1c.2g.10gb}, whose part before the first dot is the compute instance's own.
   */
  static String profile(String name) {
    String profile = name.substring(name.lastIndexOf(' ') + 1);
    int dot = profile.indexOf('.');
    return dot > 0 && profile.charAt(dot - 1) == 'c' ? profile.substring(dot + 1) : profile;
  }

  /** The node's name where it is given, as by Kubernetes; else the machine's. */
  static String host(Map<String, String> environment, Path file) {
    String node = environment.getOrDefault("NODE_NAME", "");
    if (!node.isBlank()) {
      return node;
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) { // no Linux
      return environment.getOrDefault("COMPUTERNAME", environment.getOrDefault("HOSTNAME", ""));
    }
  }
}
