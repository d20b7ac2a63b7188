package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.health4j.docker.api.EngineCalls.Question;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContainerEngineTest {

  private static final Duration LONG = Duration.ofSeconds(50);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final AtomicLong tick = new AtomicLong(Long.MAX_VALUE - 5);
  private final Connections connections = new Connections();
  private final CountDownLatch release = new CountDownLatch(1);
  private ContainerEngine engine = idle(LONG);

  private ContainerEngine idle(Duration idle) {
    return new ContainerEngine(connections::get, true, tick::get, idle);
  }

  @AfterEach
  void close() {
    release.countDown();
    engine.close();
  }

  private static EngineException failure(CompletableFuture<?> answer) throws InterruptedException {
    try {
      throw new AssertionError("answered " + answer.get());
    } catch (ExecutionException e) {
      return (EngineException) e.getCause();
    }
  }

  private EngineException failure(Duration within, Question<?> question) {
    return catchThrowableOfType(EngineException.class, () -> engine.ask(within, question));
  }

  private void assertAnswers() throws Exception {
    int answer = engine.ask(LONG, api -> 7);
    assertThat(answer).isEqualTo(7);
  }

  /** A question that heeds no interrupt. */
  private Question<Boolean> hanging(CountDownLatch begun) {
    return api -> {
      begun.countDown();
      Connections.hang(release);
      return true;
    };
  }

  /** Each is given up once it has begun: one that had not would never be asked. */
  private void stick(int calls) throws InterruptedException {
    for (int i = 0; i < calls; i++) {
      var begun = new CountDownLatch(1);
      CompletableFuture<Boolean> answer = engine.begin(LONG, hanging(begun));
      begun.await();
      answer.cancel(true);
    }
    assertThat(engine.stuckCalls()).isEqualTo(calls);
  }

  @Test
  void ask_oneAfterAnother_reusesThreadAndConnection() throws Exception {
    Thread first = engine.ask(LONG, api -> Thread.currentThread());
    Thread second = engine.ask(LONG, api -> Thread.currentThread());

    assertThat(second).isSameAs(first);
    assertThat(first.isDaemon()).isTrue();
    assertThat(first.getName()).isEqualTo("health4j-engine-1");
    assertThat(connections.made).hasSize(1);
  }

  @Test
  void ask_firstQuestion_asksNothingElse() throws Exception {
    int containers = engine.ask(LONG, api -> api.containers(Map.of()).size());

    assertThat(containers).isZero();
    assertThat(connections.engine.asked).containsExactly("containers");
    assertThat(engine.info()).isEmpty();
  }

  @Test
  void askInfo_answered_isRemembered() throws Exception {
    engine.ask(LONG, engine::askInfo);

    assertThat(engine.info()).contains(connections.engine.info);
  }

  @Test
  void ask_hangsAndHeedsInterrupt_failsSlowAndClosesConnection() throws Exception {
    EngineException failure =
        failure(
            SHORT,
            api -> {
              Connections.await(release);
              return true;
            });

    assertThat(failure.kind()).isEqualTo(Kind.SLOW);
    assertThat(failure).hasMessage("the engine did not answer within 20ms");
    Connections.until(() -> !connections.made.isEmpty()); // it may have begun only after that
    connections.made.get(0).closed.await();
    Connections.until(() -> engine.stuckCalls() == 0);
    assertAnswers();
    assertThat(connections.made).hasSize(2);
  }

  @Test
  void ask_hangsForGood_countsUntilItsThreadEnds() throws Exception {
    stick(1);
    assertAnswers();
    assertThat(engine.stuckCalls()).isEqualTo(1);

    release.countDown();

    Connections.until(() -> engine.stuckCalls() == 0);
  }

  @Test
  void ask_eightHang_failsAtOnceUntilOneEnds() throws Exception {
    stick(Lanes.MOST);

    EngineException failure = failure(LONG, api -> 7);
    assertThat(failure.kind()).isEqualTo(Kind.SLOW);
    assertThat(failure).hasMessageContaining("8 calls to the engine hang");
    assertThat(failure(engine.begin(LONG, api -> 7)).kind()).isEqualTo(Kind.SLOW);

    release.countDown();
    Connections.until(() -> engine.stuckCalls() == 0);
    assertAnswers();
  }

  @Test
  void ask_closingTheConnectionHangs_holdsNobodyUpAndCounts() throws Exception {
    connections.onClose = () -> Connections.hang(release);

    failure(
        SHORT,
        api -> {
          Connections.await(release);
          return true;
        });

    assertAnswers();
    assertThat(engine.stuckCalls()).isEqualTo(1);
    release.countDown();
    Connections.until(() -> engine.stuckCalls() == 0);
  }

  @Test
  void ask_connectingHangs_closesWhatComesLate() throws Exception {
    connections.onConnect = () -> Connections.hang(release);

    assertThat(failure(SHORT, api -> 7).kind()).isEqualTo(Kind.SLOW);
    assertThat(connections.made).isEmpty();
    release.countDown();

    Connections.until(() -> connections.made.size() == 1);
    connections.made.get(0).closed.await();
    Connections.until(() -> engine.stuckCalls() == 0);
    assertThat(connections.engine.asked).isEmpty();
  }

  @Test
  void begin_hangs_failsSlowAtItsDeadline() throws Exception {
    connections.onConnect = () -> Connections.hang(release); // it comes to that, however late

    EngineException failure = failure(engine.begin(SHORT, api -> 7));

    assertThat(failure.kind()).isEqualTo(Kind.SLOW);
    assertThat(engine.stuckCalls()).isEqualTo(1);
  }

  @Test
  void begin_hardlyAnyTime_isGivenUpAllTheSame() throws Exception {
    for (int i = 0; i < 200; i++) {
      var answer =
          engine.begin(
              Duration.ofNanos(1),
              api -> {
                Connections.await(new CountDownLatch(1));
                return true;
              });

      assertThat(failure(answer).kind()).isEqualTo(Kind.SLOW);
    }
  }

  @Test
  void begin_cancelled_givesTheCallUp() throws Exception {
    var begun = new CountDownLatch(1);
    CompletableFuture<Boolean> answer = engine.begin(LONG, hanging(begun));
    begun.await();

    answer.cancel(true);

    assertThat(engine.stuckCalls()).isEqualTo(1);
  }

  @Test
  void begin_nine_ninthWaitsForALane() throws Exception {
    var begun = new CountDownLatch(Lanes.MOST);
    for (int i = 0; i < Lanes.MOST; i++) {
      var unused = engine.begin(LONG, hanging(begun));
    }
    begun.await();

    CompletableFuture<Thread> ninth = engine.begin(LONG, api -> Thread.currentThread());
    EngineException tenth = failure(SHORT, api -> 7);

    assertThat(ninth).isNotDone();
    assertThat(tenth.kind()).isEqualTo(Kind.SLOW);
    assertThat(tenth).hasMessageEndingWith("within 20ms: 8 other calls were under way");
    release.countDown();
    assertThat(ninth.get().getName()).startsWith("health4j-engine-");
    assertThat(connections.made).hasSize(Lanes.MOST);
  }

  @Test
  void begin_waitsWhileOthersAreGivenUp_isAskedOnANewLane() throws Exception {
    var begun = new CountDownLatch(Lanes.MOST);
    for (int i = 0; i < Lanes.MOST - 1; i++) {
      var unused = engine.begin(LONG, hanging(begun));
    }
    var heeds = new CountDownLatch(1);
    CompletableFuture<Boolean> last =
        engine.begin(
            LONG,
            api -> {
              begun.countDown();
              Connections.await(heeds);
              return true;
            });
    begun.await();
    CompletableFuture<Integer> waits = engine.begin(LONG, api -> 7);

    last.cancel(true);

    assertThat(waits.get()).isEqualTo(7);
  }

  @Test
  void begin_tooManyWait_failsAtOnce() throws Exception {
    for (int i = 0; i < Lanes.MOST + Lanes.WAITING; i++) {
      assertThat(engine.begin(LONG, hanging(new CountDownLatch(1)))).isNotDone();
    }

    assertThat(failure(engine.begin(LONG, api -> 7))).hasMessageStartingWith("256 questions");
  }

  @Test
  void ask_noTimeLeft_failsSlowWithoutAsking() throws Exception {
    assertThat(failure(Duration.ZERO, api -> 7).kind()).isEqualTo(Kind.SLOW);
    assertThat(failure(engine.begin(Duration.ofMillis(-1), api -> 7)).kind()).isEqualTo(Kind.SLOW);
    assertThat(connections.made).isEmpty();
    assertThatThrownBy(() -> engine.ask(Duration.ofHours(25), api -> 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("within must be from 0ns to 24h, was 25h");
  }

  @Test
  void lane_idle_endsAndClosesItsConnection() throws Exception {
    engine = idle(Duration.ofMillis(1));

    Thread lane = engine.ask(LONG, api -> Thread.currentThread());

    connections.made.get(0).closed.await();
    lane.join();
    assertAnswers();
  }

  @Test
  void ask_engineWasAway_connectsAnew() throws Exception {
    connections.engine.before =
        words -> {
          throw new EngineException(Kind.AWAY, "nobody listens");
        };
    EngineException failure = failure(LONG, api -> api.containers(Map.of()));
    assertThat(failure.kind()).isEqualTo(Kind.AWAY);
    assertThat(failure).hasMessage("nobody listens");

    connections.engine.before = words -> {};

    assertAnswers();
    assertThat(connections.made).hasSize(2);
    assertThat(connections.made.get(0).closed.getCount()).isZero();
  }

  @Test
  void ask_noSuchContainer_keepsTheConnection() throws Exception {
    assertThat(failure(LONG, api -> api.inspect("c1")).kind()).isEqualTo(Kind.NOT_FOUND);

    assertAnswers();
    assertThat(connections.made).hasSize(1);
  }

  @Test
  void ask_unforeseenException_isGarbledWithClassAndMessageButNoSecret() {
    EngineException failure =
        failure(
            LONG,
            api -> {
              throw new IllegalStateException("no\nhttp://me:secret@host/path?token=secret there");
            });

    assertThat(failure.kind()).isEqualTo(Kind.GARBLED);
    assertThat(failure)
        .hasMessage("asking the engine failed: IllegalStateException: no http://…host/path… there");
    assertThat(connections.made.get(0).closed.getCount()).isZero();
  }

  @Test
  void ask_error_isRefusedAndTheLaneGoesOn() throws Exception {
    EngineException failure =
        failure(
            LONG,
            api -> {
              throw new StackOverflowError();
            });

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessage("asking the engine failed: StackOverflowError");
    assertAnswers();
    assertThat(connections.made).hasSize(2);
  }

  @Test
  void ask_cannotConnect_isAway() {
    connections.onConnect =
        () -> {
          throw new IllegalArgumentException("bad address");
        };

    EngineException failure = failure(LONG, api -> 7);

    assertThat(failure.kind()).isEqualTo(Kind.AWAY);
    assertThat(failure).hasMessage("cannot connect: IllegalArgumentException: bad address");
  }

  @Test
  void ask_tooOld_saysWhyAndAsksAgainAfterAMinute() throws Exception {
    connections.engine.before =
        words -> {
          throw new EngineException(Kind.TOO_OLD, "speaks 1.24, 1.40 is needed");
        };
    for (int i = 0; i < 3; i++) {
      EngineException failure = failure(LONG, api -> api.containers(Map.of()));
      assertThat(failure.kind()).isEqualTo(Kind.TOO_OLD);
      assertThat(failure).hasMessage("speaks 1.24, 1.40 is needed");
    }
    assertThat(connections.engine.asked).containsExactly("containers");

    connections.engine.before = words -> {};
    tick.addAndGet(VersionGate.AGAIN.toNanos() - 1);
    assertThat(failure(LONG, api -> 7).kind()).isEqualTo(Kind.TOO_OLD);
    tick.addAndGet(1);

    assertAnswers();
  }

  @Test
  void ask_interrupted_givesTheCallUp() throws Exception {
    var begun = new CountDownLatch(1);
    var thrown = new AtomicReference<Throwable>();
    var asker =
        new Thread(
            () -> {
              try {
                engine.ask(LONG, hanging(begun));
              } catch (Throwable e) {
                thrown.set(e);
              }
            });
    asker.start();
    begun.await();

    asker.interrupt();
    asker.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(engine.stuckCalls()).isEqualTo(1);
  }

  @Test
  void ask_questionLeavesAnInterrupt_doesNotReachTheNext() throws Exception {
    engine.ask(
        LONG,
        api -> {
          Thread.currentThread().interrupt();
          return true;
        });

    boolean interrupted = engine.ask(LONG, api -> Thread.currentThread().isInterrupted());
    assertThat(interrupted).isFalse();
  }

  @Test
  void close_callsUnderWayAndWaiting_endAsClosed() throws Exception {
    var begun = new CountDownLatch(Lanes.MOST);
    CompletableFuture<Boolean> running = engine.begin(LONG, hanging(begun));
    for (int i = 1; i < Lanes.MOST; i++) {
      var unused = engine.begin(LONG, hanging(begun));
    }
    begun.await();
    CompletableFuture<Integer> waiting = engine.begin(LONG, api -> 7);

    engine.close();

    assertThat(failure(running)).hasMessageContaining("was closed");
    assertThat(failure(waiting).kind()).isEqualTo(Kind.AWAY);
    assertThat(failure(LONG, api -> 7)).hasMessageContaining("was closed");
    assertThat(failure(engine.begin(LONG, api -> 7)).kind()).isEqualTo(Kind.AWAY);
  }

  @Test
  void close_idleLane_ends() throws Exception {
    Thread lane = engine.ask(LONG, api -> Thread.currentThread());

    engine.close();

    lane.join();
    assertThat(connections.made.get(0).closed.getCount()).isZero();
  }

  @Test
  void at_badAddress_isRefused() {
    assertThatThrownBy(() -> ContainerEngine.at("nonsense"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unix:///PATH");
  }
}
