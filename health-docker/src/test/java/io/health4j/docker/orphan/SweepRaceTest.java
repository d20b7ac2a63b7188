package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.FakeEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between the list of a sweep and the end of it. */
class SweepRaceTest {

  @TempDir Path folder;

  private final FakeEngine engine = new FakeEngine();

  /** Does something once, as soon as the list was answered. */
  private EngineCalls afterList(Runnable change) {
    EngineCalls calls = engine.calls();
    boolean[] done = {false};
    return new EngineCalls() {
      @Override
      public <T> CompletableFuture<T> begin(Duration within, Question<T> question) {
        return calls.begin(within, question);
      }

      @Override
      public <T> T ask(Duration within, Question<T> question)
          throws EngineException, InterruptedException {
        T answer = calls.ask(within, question);
        if (!done[0]) {
          done[0] = true;
          change.run();
        }
        return answer;
      }
    };
  }

  @Test
  void sweep_sessionStartsAContainerAndEndsAfterTheList_theNextSweepKnowsItsEnd() throws Exception {
    Leases leases = Leases.in(folder);
    Lease lease = leases.acquire("trainer");
    EngineCalls calls =
        afterList(
            () -> {
              engine.put(FakeEngine.running("c1", "one", lease.labels()));
              lease.close();
            });
    Orphans orphans = Orphans.builder(calls, leases, "trainer").enforce().build();

    orphans.sweep();
    orphans.sweep();

    assertThat(engine.get("c1")).isNull();
  }
}
