package io.health4j.docker.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The engine that the other tests stand on: what they take for granted holds. */
@ExtendWith(RealEngine.Needed.class)
class RealEngineTest {

  @Test
  void sandboxes_ofEachKind_areAsTheySay(RealEngine engine) {
    try (Sandboxes sandboxes = new Sandboxes(engine::client)) {
      Map<String, String> labels = Map.of("kind", engine.address());

      assertThat(sandboxes.look(sandboxes.start(labels)).status()).isEqualTo("running");
      assertThat(sandboxes.look(sandboxes.paused(labels)).status()).isEqualTo("paused");
      assertThat(sandboxes.look(sandboxes.exited(labels, 3)).status()).isEqualTo("exited");
      assertThat(sandboxes.having("kind", engine.address())).hasSize(3);
    }
    assertThat(new Sandboxes(engine::client).having("kind", engine.address())).isEmpty();
  }

  @Test
  void restart_containersRun_areNotTouched(RealEngine engine) throws Exception {
    engine.own();
    try (Sandboxes sandboxes = new Sandboxes(engine::client)) {
      String running = sandboxes.start(Map.of());
      String paused = sandboxes.paused(Map.of());
      Sandboxes.Seen before = sandboxes.look(running);

      engine.restart();
      assertThat(sandboxes.look(running)).isEqualTo(before);

      engine.own().kill();
      assertThat(RealEngine.answers(engine.address())).isFalse();
      engine.killAndStart();
      assertThat(sandboxes.look(running)).isEqualTo(before);
      assertThat(sandboxes.look(paused).status()).isEqualTo("paused");
    }
  }
}
