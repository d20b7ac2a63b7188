package io.health4j.micrometer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;

/** A bench on a simple registry, closed after each test, and a look at its meters. */
abstract class BinderTestBed {

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  Bench bench;

  Bench bench() {
    bench = new Bench(registry);
    return bench;
  }

  @AfterEach
  void close() {
    if (bench != null) {
      bench.close();
    }
    registry.close();
  }

  double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  double count(String name, String... tags) {
    return registry.get(name).tags(tags).functionCounter().count();
  }
}
