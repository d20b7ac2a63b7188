package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeFormatTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;"
            + "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "application/openmetrics-text",
        "Application/OpenMetrics-Text; Version=\"1.0.0\"; charset=utf-8",
        "text/plain;q=0.4, application/openmetrics-text; q=0.5",
        "text/plain, application/openmetrics-text"
      })
  void negotiate_clientOfOpenMetrics_getsThem(String accept) {
    assertThat(ScrapeFormat.negotiate(accept)).isEqualTo(ScrapeFormat.OPEN_METRICS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        ",;=;,q=",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/plain;version=0.0.4",
        "text/plain;q=0.6,application/openmetrics-text;q=0.5",
        "application/openmetrics-text;version=0.0.1",
        "application/openmetrics-text;q=0",
        "application/openmetrics-text;q=high",
        "application/openmetrics-text;q=NaN",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily"
      })
  void negotiate_anyOther_getsText(String accept) {
    assertThat(ScrapeFormat.negotiate(accept)).isEqualTo(ScrapeFormat.TEXT);
  }

  @Test
  void negotiate_noHeader_getsText() {
    assertThat(ScrapeFormat.negotiate(null)).isEqualTo(ScrapeFormat.TEXT);
  }

  @ParameterizedTest
  @CsvSource({"TEXT, text/plain; version=0.0.4", "OPEN_METRICS, application/openmetrics-text; v"})
  void contentType_each_namesTypeAndVersion(ScrapeFormat format, String start) {
    assertThat(format.contentType()).startsWith(start).endsWith("charset=utf-8");
  }
}
