package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The canned host gives every reading that the pages list. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CannedHostTest {

  private static final Pattern NAME =
      Pattern.compile("^\\| `([a-z_0-9.]+)` \\|", Pattern.MULTILINE);

  private static Set<String> rows(String page, String from, String to) throws IOException {
    String text = Files.readString(Path.of("../docs", page));
    int begin = text.indexOf("\n## " + from);
    Matcher matcher = NAME.matcher(text.substring(begin, text.indexOf("\n## " + to, begin)));
    Set<String> names = new TreeSet<>();
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  @Test
  void metrics_ofThePages_areAllGiven() throws Exception {
    Set<String> given =
        CannedHost.metrics().stream()
            .map(Metric::name)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(given)
        .containsAll(rows("metrics.md", "Readings", "Names that other"))
        .containsAll(rows("gpu.md", "Readings", "Alerts"))
        .containsAll(rows("containers.md", "Readings", ""));
  }
}
