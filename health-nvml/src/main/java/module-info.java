/** GPU conditions, read through NVML, the management library of NVIDIA's driver. */
module io.health4j.nvml {
  requires transitive io.health4j;
  requires com.sun.jna;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.health4j.nvml;
  exports io.health4j.nvml.api;
}
