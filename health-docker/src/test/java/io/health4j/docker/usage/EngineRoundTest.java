package io.health4j.docker.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(20)
class EngineRoundTest {

  private static final ContainerUsage USAGE = ContainerUsage.of(Map.of(Part.PIDS, 1.0));
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);
  private final HeldCalls calls = new HeldCalls();
  private final Turns turns = new Turns();

  @Test
  void ask_manyContainers_hasEightUnderWayAtOnce() throws InterruptedException {
    AtomicLong underWay = new AtomicLong();
    AtomicLong most = new AtomicLong();
    calls.after = () -> most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    // Once eight are under way they are answered, one at each beginning that follows.
    Runnable count = calls.after;
    calls.after =
        () -> {
          count.run();
          int last = calls.asked.size() - 1;
          if (last >= 7) {
            underWay.decrementAndGet();
            calls.answer(last - 7, USAGE);
          }
        };

    round(2).ask(ids(20), turns);

    assertThat(calls.asked).hasSize(20);
    assertThat(most).hasValue(EngineRound.AT_ONCE);
  }

  @Test
  void ask_answered_saysWhatAndWhen() throws InterruptedException {
    calls.after =
        () -> {
          now.addAndGet(SECOND / 2);
          calls.answer(0, USAGE);
        };

    Map<String, SeenUsage> seen = round(2).ask(ids(1), turns);

    assertThat(seen).isEqualTo(Map.of("c0", new SeenUsage(USAGE, now.get())));
  }

  @Test
  void ask_eachCall_isGivenWhatIsLeft() throws InterruptedException {
    calls.after =
        () -> {
          now.addAndGet(SECOND / 2);
          calls.answer(calls.asked.size() - 1, USAGE);
        };

    round(2).ask(ids(9), turns);

    assertThat(calls.given)
        .containsExactly(
            Duration.ofSeconds(2),
            Duration.ofMillis(1_500),
            Duration.ofMillis(1_000),
            Duration.ofMillis(500));
  }

  @Test
  void ask_lessLeftThanTheSlowestTook_beginsNoMore() throws InterruptedException {
    calls.after =
        () -> {
          if (calls.asked.size() == 8) {
            now.addAndGet(SECOND);
            IntStream.range(0, 8).forEach(n -> calls.answer(n, USAGE));
          }
        };

    Map<String, SeenUsage> seen = round(1.9).ask(ids(20), turns);

    assertThat(seen).hasSize(8);
    assertThat(calls.asked).hasSize(8);
  }

  @Test
  void ask_noAnswerInTime_endsWithWhatCame() throws InterruptedException {
    calls.after =
        () -> {
          if (calls.asked.size() == 8) {
            calls.answer(3, USAGE);
            now.addAndGet(2 * SECOND);
          }
        };

    Map<String, SeenUsage> seen = round(2).ask(ids(20), turns);

    assertThat(seen).containsOnlyKeys("c3");
    assertThat(calls.asked).hasSize(8);
  }

  @Test
  void ask_noTimeAtAll_asksNobody() throws InterruptedException {
    assertThat(round(0).ask(ids(3), turns)).isEmpty();
    assertThat(calls.asked).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"NOT_FOUND", "CONFLICT", "REFUSED"})
  void ask_oneContainerFails_goesOn(Kind kind) throws InterruptedException {
    calls.after = () -> answerSecondsAndFail(new EngineException(kind, "no"));

    Map<String, SeenUsage> seen = round(2).ask(ids(20), turns);

    assertThat(calls.asked).hasSize(20);
    assertThat(seen).hasSize(10);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      mode = Mode.EXCLUDE,
      names = {"NOT_FOUND", "CONFLICT", "REFUSED"})
  void ask_theEngineFails_beginsNoMoreButTakesWhatComes(Kind kind) throws InterruptedException {
    assertStopsAfter(new EngineException(kind, "no"));
  }

  @Test
  void ask_somethingElseFails_beginsNoMore() throws InterruptedException {
    assertStopsAfter(new IllegalStateException("bug"));
  }

  @Test
  void ask_failureIsWrapped_isSeenThrough() throws InterruptedException {
    calls.after =
        () ->
            answerSecondsAndFail(
                new CompletionException(new EngineException(Kind.NOT_FOUND, "gone")));

    assertThat(round(2).ask(ids(20), turns)).hasSize(10);
  }

  @Test
  void ask_interrupted_ends() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> round(2).ask(ids(1), turns)).isInstanceOf(InterruptedException.class);
  }

  private void assertStopsAfter(Throwable failure) throws InterruptedException {
    calls.after =
        () -> {
          if (calls.asked.size() == 8) {
            calls.fail(5, failure);
            IntStream.range(0, 8).forEach(n -> calls.answer(n, USAGE));
          }
        };

    Map<String, SeenUsage> seen = round(2).ask(ids(20), turns);

    assertThat(calls.asked).hasSize(8);
    assertThat(seen).hasSize(7).doesNotContainKey("c5");
  }

  private void answerSecondsAndFail(Throwable failure) {
    int last = calls.asked.size() - 1;
    if (last % 2 == 0) {
      calls.answer(last, USAGE);
    } else {
      calls.fail(last, failure);
    }
  }

  private EngineRound round(double seconds) {
    return new EngineRound(calls, now::get, now.get() + (long) (seconds * SECOND));
  }

  private static Iterator<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(n -> "c" + n).iterator();
  }
}
