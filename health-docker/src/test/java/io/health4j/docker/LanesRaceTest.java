package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.api.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers and deadlines that fall on the same moment. */
@Timeout(60)
class LanesRaceTest {

  private static final int ASKERS = 4;
  private static final int QUESTIONS = 300;

  private final Connections connections = new Connections();
  private final ContainerEngine engine = ContainerEngine.of(connections);
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();

  private void ask(int number) throws InterruptedException {
    try {
      int answer = engine.ask(Duration.ofNanos(1_000L * (number % 200)), api -> number);
      answered.addAndGet(answer == number ? 1 : 1_000_000);
    } catch (EngineException e) {
      failed.addAndGet(e.kind() == EngineException.Kind.SLOW ? 1 : 1_000_000);
    }
  }

  private void begin(int number) {
    CompletableFuture<Integer> answer =
        engine.begin(Duration.ofNanos(1_000L * (number % 200)), api -> number);
    var unused = answer.whenComplete((value, failure) -> told.incrementAndGet());
  }

  @Test
  void ask_answerAndDeadlineAtOnce_isOneOfTheTwoAndLosesNoLane() throws Exception {
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < ASKERS; i++) {
      askers.add(new Thread(this::askAll));
    }
    askers.forEach(Thread::start);
    for (Thread asker : askers) {
      asker.join();
    }

    assertThat(answered.get() + failed.get()).isEqualTo(ASKERS * QUESTIONS);
    Connections.until(() -> told.get() == ASKERS * QUESTIONS);
    Connections.until(() -> engine.stuckCalls() == 0);
    int answer = engine.ask(Duration.ofSeconds(50), api -> 7);
    assertThat(answer).isEqualTo(7);
    engine.close();
    for (Connections.Connection connection : connections.made) {
      connection.closed.await();
    }
  }

  private void askAll() {
    try {
      for (int i = 0; i < QUESTIONS; i++) {
        ask(i);
        begin(i);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
