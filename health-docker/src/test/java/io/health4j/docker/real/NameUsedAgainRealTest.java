package io.health4j.docker.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.orphan.Orphans;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody removes an orphan while it is cleaned up, and gives its name to another container. */
@ExtendWith(RealEngine.Needed.class)
class NameUsedAgainRealTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"inspect", "stop", "remove"})
  void sweep_nameUsedAgainJustBefore_touchesOnlyTheOrphan(String moment, RealEngine real)
      throws Exception {
    try (Stage stage = new Stage(real, folder)) {
      Sandboxes sandboxes = stage.sandboxes;
      String name = stage.owner + "-1";
      String orphan =
          sandboxes.start(stage.ended(), Sandboxes.WAIT, command -> command.withName(name));
      String next = sandboxes.start(Map.of());
      Sandboxes.Seen before = sandboxes.look(next);
      AtomicBoolean done = new AtomicBoolean();
      Orphans orphans =
          stage.enforcing(
              new Meddler(
                  stage.engine,
                  (word, id) -> {
                    if (word.equals(moment) && id.equals(orphan) && !done.getAndSet(true)) {
                      sandboxes.remove(orphan);
                      sandboxes.rename(next, name);
                    }
                  }));

      orphans.sweep();
      orphans.sweep();

      assertThat(done).isTrue();
      assertThat(stage.owned()).isEmpty();
      assertThat(sandboxes.look(next)).isEqualTo(before.named("/" + name));
    }
  }
}
