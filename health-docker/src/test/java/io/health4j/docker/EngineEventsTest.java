package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthSource.Subscription;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineEventsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Connections connections = new Connections();
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> pauses = new LinkedBlockingQueue<>();
  private final List<Instant> since = new CopyOnWriteArrayList<>();
  private final AtomicReference<Thread> thread = new AtomicReference<>();
  private volatile EngineEvents.Probe probe = () -> true;
  private volatile Retry.Pause pause = time -> pauses.add(time.toMillis());

  private final EngineEvents events =
      new EngineEvents(
          connections::get,
          () -> probe.ask(),
          () -> new Retry(() -> 0, time -> pause.of(time), () -> 0),
          InstantSource.fixed(START));

  EngineEventsTest() {
    connections.stream = this::quiet;
  }

  @AfterEach
  void close() {
    events.close();
  }

  /** A stream that gives what the engine has, and never breaks. */
  private void quiet(Instant from, java.util.function.Consumer<EngineEvent> listener)
      throws EngineException {
    thread.set(Thread.currentThread());
    since.add(from);
    connections.engine.events(from, listener);
  }

  private static EngineEvent event(String action, long second) {
    return new EngineEvent(action, "c1", START.plusSeconds(second), Map.of("name", "one"));
  }

  private void happens(String... actions) {
    for (String action : actions) {
      connections.engine.events.add(event(action, connections.engine.events.size() + 1));
    }
  }

  private Subscription listen() {
    return events.listen(heard::add, () -> heard.add("back"));
  }

  @Test
  void listen_whatConcernsHealth_isHeardAndNothingElse() throws Exception {
    listen();

    happens("exec_create", "exec_start", "exec_die", "top", "attach", "create", "kill", "start");
    happens("die", "oom", "health_status", "destroy", "remove", "stop", "restart", "pause");
    happens("unpause", "rename", "update");

    List<String> actions = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      actions.add(((EngineEvent) heard.take()).action());
    }
    assertThat(actions)
        .containsExactly(
            "start",
            "die",
            "oom",
            "health_status",
            "destroy",
            "remove",
            "stop",
            "restart",
            "pause",
            "unpause",
            "rename",
            "update");
    assertThat(heard).isEmpty();
    assertThat(since).containsExactly(START);
    assertThat(thread.get().getName()).isEqualTo("health4j-engine-events");
    assertThat(thread.get().isDaemon()).isTrue();
  }

  @Test
  void stream_breaks_goesOnAfterTheLastEventAndWakesOnce() throws Exception {
    connections.stream =
        (from, listener) -> {
          since.add(from);
          listener.accept(event("start", 1));
          listener.accept(event("exec_die", 7));
          connections.stream = this::quiet;
          throw new EngineException(Kind.AWAY, "broken");
        };
    listen();
    assertThat(heard.take()).isEqualTo(event("start", 1));

    assertThat(heard.take()).isEqualTo("back");
    happens("die");
    assertThat(((EngineEvent) heard.take()).action()).isEqualTo("die");

    assertThat(since).containsExactly(START, START.plusSeconds(7));
    assertThat(pauses).containsExactly(100L);
    assertThat(heard).isEmpty();
    assertThat(connections.made.get(0).closed.getCount()).isZero();
  }

  @Test
  void stream_endsQuietly_isBegunAgain() throws Exception {
    connections.stream = (from, listener) -> connections.stream = this::quiet;
    listen();

    assertThat(heard.take()).isEqualTo("back");
    assertThat(pauses).containsExactly(100L);
  }

  @Test
  void stream_sameMomentAgain_isNotToldTwice() throws Exception {
    connections.stream =
        (from, listener) -> {
          listener.accept(event("die", 1));
          listener.accept(event("oom", 1));
          connections.stream = this::quiet;
        };
    listen();
    connections.engine.events.add(event("die", 1));
    connections.engine.events.add(event("oom", 1));
    connections.engine.events.add(event("stop", 1));

    assertThat(heard.take()).isEqualTo(event("die", 1));
    assertThat(heard.take()).isEqualTo(event("oom", 1));
    assertThat(heard.take()).isEqualTo("back");
    assertThat(heard.take()).isEqualTo(event("stop", 1));
  }

  @Test
  void engine_away_isAskedAgainAndWakesOnceWhenItIsBack() throws Exception {
    var back = new CountDownLatch(5);
    probe =
        () -> {
          back.countDown();
          if (back.getCount() > 0) {
            throw new EngineException(Kind.AWAY, "nobody listens");
          }
          return true;
        };
    listen();

    assertThat(heard.take()).isEqualTo("back");
    assertThat(pauses).containsExactly(100L, 200L, 400L, 800L);
    Connections.until(() -> since.size() == 1);
    assertThat(since).containsExactly(START);
    assertThat(heard).isEmpty();
  }

  @Test
  void engine_tooOld_waitsLonger() throws Exception {
    probe =
        () -> {
          probe = () -> true;
          throw new EngineException(Kind.TOO_OLD, "too old");
        };
    listen();

    assertThat(heard.take()).isEqualTo("back");
    assertThat(pauses).containsExactly(5000L);
  }

  @Test
  void engine_cannotBeConnected_isTriedAgain() throws Exception {
    connections.onConnect =
        () -> {
          connections.onConnect = () -> {};
          throw new IllegalStateException("no");
        };
    listen();

    assertThat(heard.take()).isEqualTo("back");
    assertThat(pauses).containsExactly(100L);
  }

  @Test
  void listen_many_allHearOverOneStream() throws Exception {
    for (int i = 0; i < 100; i++) {
      listen();
    }
    happens("die");

    for (int i = 0; i < 100; i++) {
      assertThat(((EngineEvent) heard.take()).action()).isEqualTo("die");
    }
    assertThat(connections.made).hasSize(1);
  }

  @Test
  void listener_throws_othersHearAllTheSame() throws Exception {
    events.listen(
        event -> {
          throw new IllegalStateException("no");
        },
        () -> {});
    listen();
    happens("die", "start");

    assertThat(((EngineEvent) heard.take()).action()).isEqualTo("die");
    assertThat(((EngineEvent) heard.take()).action()).isEqualTo("start");
    assertThat(connections.made).hasSize(1);
  }

  @Test
  void close_last_endsThreadAndConnection() throws Exception {
    Subscription first = listen();
    Subscription second = listen();
    first.close();
    first.close();
    happens("die");
    heard.take();

    second.close();

    thread.get().join();
    connections.made.get(0).closed.await();
  }

  @Test
  void close_streamThatHeedsOnlyItsClose_ends() throws Exception {
    var closed = new CountDownLatch(1);
    connections.onClose = closed::countDown;
    connections.stream =
        (from, listener) -> {
          thread.set(Thread.currentThread());
          Connections.hang(closed);
        };
    Subscription listening = listen();
    Connections.until(() -> thread.get() != null);

    listening.close();

    thread.get().join();
  }

  @Test
  void close_whilePausing_ends() throws Exception {
    var never = new CountDownLatch(1);
    pause =
        time -> {
          thread.set(Thread.currentThread());
          never.await();
        };
    connections.stream = (from, listener) -> {};
    Subscription listening = listen();
    Connections.until(() -> thread.get() != null);

    listening.close();

    thread.get().join();
  }

  @Test
  void close_whileAsking_ends() throws Exception {
    var never = new CountDownLatch(1);
    probe =
        () -> {
          thread.set(Thread.currentThread());
          never.await();
          return true;
        };
    Subscription listening = listen();
    Connections.until(() -> thread.get() != null);

    listening.close();

    thread.get().join();
    assertThat(connections.made).isEmpty();
  }

  @Test
  void listen_afterTheLastClosed_beginsAnew() throws Exception {
    Subscription first = listen();
    Connections.until(() -> thread.get() != null);
    first.close();
    thread.get().join();

    listen();
    happens("die");

    assertThat(((EngineEvent) heard.take()).action()).isEqualTo("die");
    assertThat(connections.made).hasSize(2);
  }

  @Test
  void listen_afterClose_isSilent() {
    events.close();

    listen().close();

    assertThat(connections.made).isEmpty();
  }

  @Test
  void events_ofAnEngine_wakeItsTarget() throws Exception {
    try (var engine = ContainerEngine.of(connections);
        var woken = engine.events().listen(() -> heard.add("woken"));
        var told = engine.onEvent(heard::add)) {
      happens("die");

      assertThat(heard.take()).isEqualTo("woken");
      Object next = heard.take();
      while (next.equals("woken")) { // also when the engine is back that was too slow for a moment
        next = heard.take();
      }
      assertThat(((EngineEvent) next).action()).isEqualTo("die");
      assertThat(woken).isNotSameAs(told);
    }
    thread.get().join();
  }
}
