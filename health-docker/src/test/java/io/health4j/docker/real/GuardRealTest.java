package io.health4j.docker.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a host leaves when it ends, and what the next one finds of one that was killed. */
@ExtendWith(RealEngine.Needed.class)
class GuardRealTest {

  private static final int COUNT = 3;

  @TempDir private Path folder;

  @Test
  void guard_hostExits_itsContainersGoWithIt(RealEngine real) throws Exception {
    try (Stage stage = new Stage(real, folder);
        OtherHost host = stage.otherHost(COUNT, true)) {
      assertThat(stage.owned()).hasSize(COUNT);

      host.leave();

      assertThat(stage.owned()).isEmpty();
    }
  }

  @Test
  void guard_hostWasKilled_nextOneSweepsWhenItStarts(RealEngine real) throws Exception {
    try (Stage stage = new Stage(real, folder);
        OtherHost host = stage.otherHost(COUNT, true);
        var gone = new Gone(real, stage.owner, COUNT)) {
      host.kill();
      assertThat(stage.owned()).hasSize(COUNT);

      try (AutoCloseable guard = stage.enforcing(stage.engine).guard()) {
        gone.latch.await(); // the test's timeout ends it
        assertThat(guard).isNotNull();
      }
      assertThat(stage.owned()).isEmpty();
    }
  }

  /** Counts the removals of an owner's containers, as the engine tells them. */
  private static final class Gone extends ResultCallback.Adapter<Event> {

    final CountDownLatch latch;

    Gone(RealEngine real, String owner, int count) throws InterruptedException {
      latch = new CountDownLatch(count);
      real.client()
          .eventsCmd()
          .withEventTypeFilter(EventType.CONTAINER)
          .withEventFilter("destroy")
          .withLabelFilter("io.health4j.owner=" + owner)
          .withSince(Long.toString(Instant.now().getEpochSecond())) // it may answer, then listen
          .exec(this)
          .awaitStarted();
    }

    @Override
    public void onNext(Event event) {
      latch.countDown();
    }
  }
}
