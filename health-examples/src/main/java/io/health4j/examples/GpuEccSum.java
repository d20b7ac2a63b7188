package io.health4j.examples;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** The errors that nvidia-smi tells place by place, added up. */
final class GpuEccSum {

  private GpuEccSum() {}

  /**
   * The sum below an element.
   *
   * @param path of the element
   * @param corrected whether those that were corrected are meant
   * @return empty when nothing is told
   */
  static Optional<String> of(GpuSmi.Gpu gpu, String path, boolean corrected) {
    String old = path + (corrected ? "/single_bit/total" : "/double_bit/total");
    Optional<String> total = gpu.text(old);
    if (total.isPresent()) {
      return total;
    }
    List<Long> counts =
        gpu.children(path).stream()
            .filter(element -> isMeant(element.getTagName(), corrected))
            .map(Element::getTextContent)
            .map(String::strip)
            .filter(text -> text.matches("\\d+"))
            .map(Long::valueOf)
            .toList();
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(String.valueOf(counts.stream().mapToLong(Long::longValue).sum()));
  }

  private static boolean isMeant(String name, boolean corrected) {
    return corrected
        ? name.endsWith("_correctable")
        : name.contains("_uncorrectable") && !name.contains("source");
  }
}
