package io.health4j.nvml;

import io.health4j.check.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * What some readings have beside the attributes of their GPU. The two are put together once and
 * kept, since readings refer to them at each sample. Used by one thread at a time.
 */
final class Labels {

  private final Attributes own;
  private @Nullable Attributes base;
  private Attributes all = Attributes.none();

  private Labels(Attributes own) {
    this.own = own;
  }

  static Labels of(String... namesAndValues) {
    return new Labels(Attributes.of(namesAndValues));
  }

  /** The GPU's attributes with these. */
  Attributes on(Attributes gpu) {
    if (!gpu.equals(base)) {
      Attributes joined = gpu;
      for (var entry : own.entries()) {
        joined = joined.with(entry.getKey(), entry.getValue());
      }
      base = gpu;
      all = joined;
    }
    return all;
  }
}
