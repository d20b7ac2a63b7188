package io.health4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of another tool, with capitals and of its own units, come out as they are. */
class DcgmNamesScrapeTest {

  private static final Attributes LABELS =
      Attributes.of(
          "gpu", "0",
          "UUID", "GPU-abc",
          "pci_bus_id", "00000000:1B:00.0",
          "device", "nvidia0",
          "modelName", "NVIDIA H100 80GB HBM3",
          "Hostname", "node-7",
          "hostname", "node-7",
          "DCGM_FI_DRIVER_VERSION", "580.65.06");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT).throwExceptionOnRegistrationFailure();
  private final Bench bench = new Bench(registry);

  @AfterEach
  void close() {
    bench.close();
    registry.close();
  }

  private static Reading reading(String name, double value, Attributes labels) {
    return Reading.of(Metric.gauge(name, "1", "As dcgm-exporter has it."), value, labels);
  }

  private Exposed scrape(Reading... readings) {
    bench.watch("a").reads(readings).polls(1);
    return new Exposed(registry.scrape());
  }

  @Test
  void labels_ofDcgmExporter_areShownToTheLetter() {
    scrape(reading("DCGM_FI_DEV_GPU_TEMP", 41, LABELS));
    assertThat(registry.scrape().lines())
        .contains(
            "# TYPE DCGM_FI_DEV_GPU_TEMP gauge",
            "DCGM_FI_DEV_GPU_TEMP{DCGM_FI_DRIVER_VERSION=\"580.65.06\",Hostname=\"node-7\","
                + "UUID=\"GPU-abc\",check=\"check\",device=\"nvidia0\",gpu=\"0\","
                + "hostname=\"node-7\",modelName=\"NVIDIA H100 80GB HBM3\","
                + "pci_bus_id=\"00000000:1B:00.0\",target=\"a\"} 41.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DCGM_FI_DEV_POWER_USAGE",
        "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION",
        "DCGM_FI_DEV_SM_CLOCK",
        "DCGM_FI_DEV_GPU_UTIL",
        "DCGM_FI_DEV_FB_USED",
        "DCGM_FI_DEV_PCIE_REPLAY_COUNTER",
        "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL",
        "DCGM_FI_DEV_XID_ERRORS",
        "DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS",
        "DCGM_FI_DEV_ROW_REMAP_FAILURE"
      })
  void name_ofDcgmExporter_getsNoUnitAndNoTotal(String name) {
    Exposed exposed = scrape(reading(name, 7, LABELS));
    assertThat(exposed.types).containsEntry(name, "gauge");
    assertThat(exposed.value(name, "gpu", "0", "UUID", "GPU-abc")).isEqualTo(7);
  }

  @Test
  void migDevices_standBesideTheirGpu() {
    Attributes mig = LABELS.with("GPU_I_ID", "7").with("GPU_I_PROFILE", "1g.5gb");
    Exposed exposed =
        scrape(
            reading("DCGM_FI_DEV_FB_USED", 21_000, LABELS),
            reading("DCGM_FI_DEV_FB_USED", 864, mig));
    assertThat(exposed.value("DCGM_FI_DEV_FB_USED", "gpu", "0", "GPU_I_ID", "")).isEqualTo(21_000);
    assertThat(exposed.value("DCGM_FI_DEV_FB_USED", "GPU_I_ID", "7", "GPU_I_PROFILE", "1g.5gb"))
        .isEqualTo(864);
  }
}
