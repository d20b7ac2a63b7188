package io.health4j.dashboards;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Alertmanager that tells a webhook of each alert by itself, and at once. */
final class RealAlertmanager {

  private RealAlertmanager() {}

  static RealProgram start(Path folder, String webhook) throws Exception {
    Path program = Programs.need(Programs.ALERTMANAGER);
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(
        config,
        """
        route: {receiver: hook, group_by: ['...'], group_wait: 0s, group_interval: 1s}
        receivers:
        - name: hook
          webhook_configs: [{url: '%s', send_resolved: true}]
        """
            .formatted(webhook));
    return RealProgram.start(
        List.of(
            program.toString(),
            "--config.file=" + config,
            "--storage.path=" + folder.resolve("alertmanager"),
            "--web.listen-address=127.0.0.1:0",
            "--cluster.listen-address="));
  }
}
