package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuardTest {

  private static final Duration LONG = Duration.ofSeconds(50);

  private final Set<Thread> before = Thread.getAllStackTraces().keySet();
  private final Scene scene = new Scene();
  private final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
  private final Semaphore goOn = new Semaphore(0);
  private final List<Thread> hooks = new ArrayList<>();
  private @Nullable Guard guard;

  private final Guard.Pause pause =
      nanos -> {
        pauses.add(Duration.ofNanos(nanos));
        goOn.acquire();
      };

  private final Guard.Hooks kept =
      new Guard.Hooks() {
        @Override
        public void add(Thread hook) {
          hooks.add(hook);
        }

        @Override
        public void remove(Thread hook) {
          hooks.remove(hook);
        }
      };

  private Guard guard(Orphans orphans) {
    guard = orphans.guard(pause, kept, new Guard.Patience(LONG, LONG));
    return guard;
  }

  private List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("health4j-orphans"))
        .filter(thread -> !before.contains(thread))
        .toList();
  }

  @AfterEach
  void close() {
    if (guard != null) {
      guard.close();
    }
    assertThat(threads()).isEmpty();
  }

  @Test
  void guard_started_sweepsAtOnceOnADaemon() throws Exception {
    scene.orphans("c1");

    guard(scene.enforcing());

    assertThat(pauses.take()).isEqualTo(Duration.ofSeconds(15));
    assertThat(scene.isThere("c1")).isFalse();
    assertThat(threads()).singleElement().matches(Thread::isDaemon);
  }

  @Test
  void guard_eachLeaseDuration_sweepsAgain() throws Exception {
    guard(scene.enforcing());
    pauses.take();
    scene.orphans("c1");
    goOn.release();
    pauses.take();
    assertThat(scene.isThere("c1")).isFalse();
    scene.orphans("c2");
    goOn.release();
    pauses.take();

    assertThat(scene.isThere("c2")).isFalse();
  }

  @Test
  void guard_engineAway_comesBackSooner() throws Exception {
    scene.orphans("c1");
    scene.fail("containers", Kind.AWAY, "nobody listens");
    guard(scene.enforcing());

    assertThat(pauses.take()).isEqualTo(Guard.RETRY);
    goOn.release();
    assertThat(pauses.take()).isEqualTo(Guard.RETRY);
    scene.engine.before = words -> {};
    goOn.release();

    assertThat(pauses.take()).isEqualTo(Duration.ofSeconds(15));
    assertThat(scene.isThere("c1")).isFalse();
  }

  @Test
  void guard_engineGoesAwayDuringASweep_comesBackSooner() throws Exception {
    scene.orphans("c1");
    scene.fail("stop c1", Kind.AWAY, "nobody listens");

    guard(scene.enforcing());

    assertThat(pauses.take()).isEqualTo(Guard.RETRY);
  }

  @Test
  void guard_sweepThrows_goesOn() throws Exception {
    scene.engine.before =
        words -> {
          throw new IllegalStateException("broken");
        };
    guard(scene.enforcing());
    assertThat(pauses.take()).isEqualTo(Duration.ofSeconds(15));
    scene.engine.before = words -> {};
    scene.orphans("c1");
    goOn.release();
    pauses.take();

    assertThat(scene.isThere("c1")).isFalse();
  }

  @Test
  void guard_shadow_touchesNothing() throws Exception {
    scene.orphans("c1");

    guard(scene.builder().build());
    pauses.take();

    assertThat(scene.engine.asked).containsExactly("containers");
  }

  @Test
  void close_whileItWaits_endsThreadAndHookAndSweepsNoMore() throws Exception {
    Guard closed = guard(scene.enforcing());
    pauses.take();
    assertThat(hooks).hasSize(1);
    scene.orphans("c1");

    closed.close();
    closed.close();

    assertThat(threads()).isEmpty();
    assertThat(hooks).isEmpty();
    assertThat(scene.isThere("c1")).isTrue();
    assertThat(scene.leases.closed).isFalse();
  }

  /** Never answers until interrupted, as an engine that hangs. */
  private final class Hanging implements EngineCalls {

    private final EngineCalls calls = scene.engine.calls();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean hangs = true;

    @Override
    public <T> CompletableFuture<T> begin(Duration within, Question<T> question) {
      if (!hangs) {
        return calls.begin(within, question);
      }
      begun.countDown();
      return new CompletableFuture<>();
    }

    @Override
    public <T> T ask(Duration within, Question<T> question)
        throws EngineException, InterruptedException {
      return calls.ask(within, question);
    }
  }

  private Orphans enforcing(EngineCalls engine) {
    return new OrphansBuilder(engine, scene.leases, Scene.OWNER).enforce().build();
  }

  @Test
  void close_whileTheEngineHangs_doesNotWaitForIt() throws Exception {
    scene.orphans("c1");
    var engine = new Hanging();
    Guard closed = guard(enforcing(engine));
    engine.begun.await();

    closed.close();

    assertThat(threads()).isEmpty();
    assertThat(scene.runs("c1")).isTrue();
  }

  @Test
  void jvmEnds_whileItWaits_endsTheLeasesAndSweepsALastTime() throws Exception {
    scene.put("c1", Scene.ours("here"));
    Guard ending = guard(scene.enforcing());
    pauses.take();
    assertThat(scene.isThere("c1")).isTrue();

    ending.jvmEnds();

    assertThat(scene.leases.closed).isTrue();
    assertThat(scene.isThere("c1")).isFalse();
    assertThat(threads()).isEmpty();
  }

  @Test
  void jvmEnds_duringASweepThatHangs_givesItUpAndSweepsALastTime() throws Exception {
    scene.orphans("c1");
    var engine = new Hanging();
    Guard ending = guard(enforcing(engine));
    engine.begun.await();
    engine.hangs = false;

    ending.jvmEnds();

    assertThat(scene.isThere("c1")).isFalse();
  }

  @Test
  void jvmEnds_lastSweep_givesLittleGrace() throws Exception {
    var within = new LinkedBlockingQueue<Duration>();
    var calls = scene.engine.calls();
    var watched =
        new EngineCalls() {
          @Override
          public <T> CompletableFuture<T> begin(Duration time, Question<T> question) {
            within.add(time);
            return calls.begin(time, question);
          }

          @Override
          public <T> T ask(Duration time, Question<T> question)
              throws EngineException, InterruptedException {
            return calls.ask(time, question);
          }
        };
    Guard ending = guard(enforcing(watched));
    pauses.take();
    scene.orphans("c1");

    ending.jvmEnds();

    assertThat(within).containsExactly(Guard.LAST_GRACE.plusSeconds(10));
  }

  @Test
  void jvmEnds_engineAway_ends() throws Exception {
    Guard ending = guard(scene.enforcing());
    pauses.take();
    scene.fail("containers", Kind.AWAY, "nobody listens");

    ending.jvmEnds();

    assertThat(threads()).isEmpty();
    assertThat(scene.leases.closed).isTrue();
  }

  @Test
  void jvmEnds_afterClose_doesNothing() throws Exception {
    Guard ended = guard(scene.enforcing());
    pauses.take();
    ended.close();

    ended.jvmEnds();

    assertThat(scene.leases.closed).isFalse();
  }

  @Test
  void guard_sweepFailsBadly_goesOn() throws Exception {
    scene.engine.before =
        words -> {
          throw new OutOfMemoryError("on purpose");
        };
    guard(scene.enforcing());
    assertThat(pauses.take()).isEqualTo(Duration.ofSeconds(15));
    scene.engine.before = words -> {};
    scene.orphans("c1");
    goOn.release();
    pauses.take();

    assertThat(scene.isThere("c1")).isFalse();
  }

  @Test
  void guard_engineListsButRefusesToStop_saysSoOnce() throws Exception {
    scene.orphans("c1");
    scene.fail("stop c1", Kind.DENIED, "it wants other credentials");
    List<String> lines =
        Scene.logged(
            Guard.class,
            () -> {
              guard(scene.enforcing());
              pauses.take();
              goOn.release();
              pauses.take();
            });

    assertThat(lines)
        .containsExactly(
            "orphans cannot be removed, but it is tried again: it wants other credentials");
  }

  @Test
  void jvmEnds_whileTheHostSweeps_waitsForItAndSweepsALastTime() throws Exception {
    scene.put("c1", Scene.ours("here"));
    Orphans orphans = scene.enforcing();
    Guard ending = guard(orphans);
    pauses.take();
    var listed = new CountDownLatch(1);
    var goesOn = new CountDownLatch(1);
    scene.leases.whenClosed = goesOn::countDown;
    scene.engine.before =
        words -> {
          if (Thread.currentThread().getName().equals("host") && words.equals("inspect c2")) {
            listed.countDown();
            await(goesOn);
          }
        };
    scene.orphans("c2");
    // It listed while the session lived, and is still under way when the JVM ends.
    var list = new FutureTask<>(orphans::sweep);
    var host = new Thread(list, "host");
    host.start();
    listed.await();

    ending.jvmEnds();

    host.join();
    assertThat(scene.isThere("c1")).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
