package io.health4j.examples;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Findings of GPUs as people read them. */
final class GpuTexts {

  private static final Pattern LONG_NAMES = Pattern.compile(" \\(GPU-[^)]*\\)");

  private GpuTexts() {}

  /** A finding with all that it knows: value, limit, where that comes from, and what to do. */
  static String finding(Finding finding) {
    String source = finding.limitSource().isEmpty() ? "" : ", " + finding.limitSource();
    String text = finding.status() + " " + Texts.brief(finding);
    text =
        finding.limit().isPresent()
            ? text.substring(0, text.length() - 1) + source + ")" // within its parentheses
            : text + source;
    return text + (finding.remedy().isEmpty() ? "" : ": " + finding.remedy());
  }

  /** {@code gpu-lost GPU 5}: a finding without the long names of its GPU. */
  static String brief(Finding finding) {
    return finding.condition() + " " + LONG_NAMES.matcher(finding.subject()).replaceFirst("");
  }

  /** The worst of what is wrong in a few words, and how much more there is. */
  static String worst(CheckResult result) {
    return result.findings().stream()
        .sorted(Comparator.comparing(Finding::status).reversed())
        .findFirst()
        .map(
            finding -> finding.status() + " " + brief(finding) + more(result.findings().size() - 1))
        .orElse(result.message());
  }

  private static String more(int count) {
    return count == 0 ? "" : Texts.format(" and %,d more", count);
  }

  /** What is wrong, one thing after another; nothing when all is well. */
  static List<String> troubles(CheckResult result, Paint paint, int width) {
    var lines = new ArrayList<String>();
    for (Finding finding : result.findings()) {
      String mark = "! ";
      for (String line : Texts.wrap(finding(finding), width - 2)) {
        lines.add(paint.status(finding.status(), mark + Texts.fit(line, width - 2)));
        mark = "  ";
      }
    }
    return lines;
  }
}
