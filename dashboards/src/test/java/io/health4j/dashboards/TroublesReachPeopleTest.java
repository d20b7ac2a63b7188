package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each trouble that the demo makes becomes an alert of a real Prometheus, which a real Alertmanager
 * tells a webhook.
 */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class TroublesReachPeopleTest {

  private static final Logger LOG = Logger.getLogger(TroublesReachPeopleTest.class.getName());
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** The alert that each trouble must raise. */
  private static final Map<String, String> ALERTS =
      new TreeMap<>(
          Map.of(
              "diversity", "LoopDiversityLow",
              "failures", "LoopSuccessLow",
              "memory", "LoopHeapHigh",
              "stall", "LoopStalled",
              "hung-check", "CheckHangs"));

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  /** When an alert was first seen in a state, by the trouble and the state. */
  private final Map<String, Long> seen = new LinkedHashMap<>();

  private <T extends AutoCloseable> T kept(T closeable) {
    open.add(0, closeable);
    return closeable;
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void troubles_ofTheDemo_arriveAtTheWebhook() throws Exception {
    Programs.need(Programs.PROMETHEUS);
    Webhook webhook = kept(Webhook.start());
    RealProgram alertmanager = kept(RealAlertmanager.start(folder, webhook.url()));
    Map<String, RealDemo> demos = demos();
    RealPrometheus prometheus =
        kept(
            RealPrometheus.start(
                folder,
                demos.keySet().stream().map(at -> "http://" + at + "/metrics").toList(),
                Expressions.files("prometheus/rules", ".yml"),
                List.of(alertmanager.address())));

    Patience.until(
        LIMIT,
        () -> "told only " + webhook.told.keySet() + " of " + expected(demos),
        () -> {
          look(prometheus, demos);
          return webhook.told.keySet().containsAll(expected(demos))
              && demos.values().stream().allMatch(demo -> demo.troubled().isPresent());
        });

    demos.forEach((instance, demo) -> tell(webhook, instance, demo));
    assertThat(webhook.told.keySet())
        .describedAs("only where iterations fail they are told to fail")
        .noneMatch(told -> told.alert().equals("LoopSuccessLow") && !is(demos, told, "failures"));
  }

  /** One for each trouble, all at once, by where it is scraped. */
  private Map<String, RealDemo> demos() throws Exception {
    List<RealDemo> started = new ArrayList<>();
    for (String trouble : ALERTS.keySet()) {
      started.add(kept(RealDemo.start(trouble)));
    }
    Map<String, RealDemo> demos = new LinkedHashMap<>();
    for (RealDemo demo : started) {
      demos.put(URI.create(demo.url()).getAuthority(), demo);
    }
    return demos;
  }

  private static boolean is(Map<String, RealDemo> demos, Webhook.Told told, String trouble) {
    RealDemo demo = demos.get(told.instance());
    return demo != null && demo.trouble.equals(trouble);
  }

  private static List<Webhook.Told> expected(Map<String, RealDemo> demos) {
    return demos.entrySet().stream().map(demo -> expected(demo.getKey(), demo.getValue())).toList();
  }

  private static Webhook.Told expected(String instance, RealDemo demo) {
    return new Webhook.Told(String.valueOf(ALERTS.get(demo.trouble)), instance);
  }

  private void look(RealPrometheus prometheus, Map<String, RealDemo> demos) throws Exception {
    for (JsonNode alert : prometheus.get("/api/v1/alerts").path("alerts")) {
      JsonNode labels = alert.path("labels");
      RealDemo demo = demos.get(labels.path("instance").asText());
      String name = labels.path("alertname").asText();
      if (demo != null && name.equals(ALERTS.get(demo.trouble))) {
        seen.putIfAbsent(demo.trouble + " " + alert.path("state").asText(), System.nanoTime());
      }
    }
  }

  /** How long it took is told, and not judged: machines differ. */
  private void tell(Webhook webhook, String instance, RealDemo demo) {
    long start = demo.troubled().orElseThrow();
    Long told = webhook.told.get(expected(instance, demo));
    LOG.info(
        () ->
            "%s: pending %s, firing %s, told %s"
                .formatted(
                    demo.trouble,
                    since(start, seen.get(demo.trouble + " pending")),
                    since(start, seen.get(demo.trouble + " firing")),
                    since(start, told)));
  }

  private static String since(long start, @Nullable Long tick) {
    return tick == null ? "-" : "%.1f s".formatted((tick - start) / 1e9);
  }
}
