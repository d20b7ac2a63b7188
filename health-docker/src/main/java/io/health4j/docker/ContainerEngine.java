package io.health4j.docker;

import io.health4j.EventSource;
import io.health4j.HealthSource.Subscription;
import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.api.EngineInfo;
import io.health4j.docker.client.DockerJavaApi;
import io.health4j.docker.client.EngineAddress;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A container engine: Docker, or Podman by its compatible socket. Every question is asked under a
 * deadline on a thread that nobody needs, at most 8 at once, so that whoever asks is never held up,
 * whatever the engine does. One that is away, slow or restarting is picked up again by itself. Make
 * one for an engine, share it among checks and targets, and close it at the end. Thread-safe.
 *
 * <p>It has threads only while there is something to do: those of its questions end after 30 s
 * without one (as the monitor's own workers do), that of its events with the last listener.
 */
public final class ContainerEngine implements EngineCalls, AutoCloseable {

  /** What a check waits for an engine: 2 s (this project's own judgement). */
  public static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(24);

  private final boolean local;
  private final VersionGate gate;
  private final Lanes lanes;
  private final EngineEvents events;
  private final ScheduledThreadPoolExecutor watch = EngineThreads.watch();

  private ContainerEngine(Connect connect, boolean local) {
    this(connect, local, Ticker.system(), IDLE);
  }

  /** With a clock for what is remembered, and how long a thread without questions stays. */
  ContainerEngine(Connect connect, boolean local, Ticker ticker, Duration idle) {
    this.local = local;
    this.gate = new VersionGate(ticker);
    this.lanes = new Lanes(connect, gate, idle);
    this.events =
        new EngineEvents(
            connect, () -> ask(TIMEOUT, gate::ask), Retry::new, InstantSource.system());
  }

  /**
   * The engine that {@code DOCKER_HOST} names, else Docker's or Podman's socket on this machine. It
   * is looked for anew at each connection, so the engine may start later than the host.
   *
   * @return the engine; nothing is asked yet
   * @throws IllegalArgumentException when {@code DOCKER_HOST} is no address
   */
  public static ContainerEngine standard() {
    boolean local = isLocal(EngineAddress.standard());
    return new ContainerEngine(() -> DockerJavaApi.open(EngineAddress.standard()), local);
  }

  /**
   * An engine by its address. What {@code DOCKER_TLS_VERIFY} and {@code DOCKER_CERT_PATH} say holds
   * here too.
   *
   * @param host {@code unix:///path}, {@code tcp://host:port} or {@code npipe:////./pipe/name}
   * @return the engine; nothing is asked yet
   * @throws IllegalArgumentException when that is no address
   */
  public static ContainerEngine at(String host) {
    EngineAddress address = EngineAddress.of(host, System.getenv());
    return new ContainerEngine(() -> DockerJavaApi.open(address), isLocal(address));
  }

  private static boolean isLocal(EngineAddress address) {
    return address.toString().startsWith("unix:");
  }

  /**
   * An engine by how to reach it: for tests, and for engines of other kinds.
   *
   * @param connect makes a connection, for one thread at a time; called again after each failure,
   *     on any thread. What it throws reads as an engine that is away
   * @return the engine; nothing is asked yet
   */
  public static ContainerEngine of(Supplier<EngineApi> connect) {
    return new ContainerEngine(connect::get, false);
  }

  /**
   * Wakes a target when a container starts, dies, is killed for memory, turns unhealthy, is
   * removed, paused or changed; and once whenever the engine came back. The stream of events is
   * read by one thread for all targets, from the first that listens to the last. When it breaks it
   * is begun again where it broke off: after 0.1 s, then twice as long each time up to 5 s (this
   * project's own judgement).
   *
   * @return the source
   */
  public EventSource events() {
    return wake -> events.listen(event -> wake.run(), wake);
  }

  /** Hears of each event itself; the consumer must be quick and keep to its own limits. */
  Subscription onEvent(Consumer<EngineEvent> listener) {
    return events.listen(listener, () -> {});
  }

  /** Who the engine last said it is; empty until it did. */
  Optional<EngineInfo> info() {
    return Optional.ofNullable(gate.info());
  }

  /** Asks the engine who it is now. */
  EngineInfo askInfo(EngineApi api) throws EngineException {
    return gate.ask(api);
  }

  /** Whether it is reached over a socket of this machine. */
  boolean isLocal() {
    return local;
  }

  /** Calls that were given up and have not come to an end: 8 at most. */
  int stuckCalls() {
    return lanes.stuck();
  }

  /**
   * {@inheritDoc}
   *
   * <p>What hangs on the answer runs on a thread of the engine's: it must be quick, and ask and
   * wait for nothing. When the answer is cancelled the call is given up.
   *
   * @throws IllegalArgumentException when {@code within} is over 24 h
   */
  @Override
  public <T> CompletableFuture<T> begin(Duration within, Question<T> question) {
    EngineCall<T> call = new EngineCall<>(question);
    if (isTime(within)) {
      watch(call, within);
    } else {
      call.fail(Mishap.slow(within));
    }
    return call.answer();
  }

  private void watch(EngineCall<?> call, Duration within) {
    lanes.begin(call); // first: a deadline that passes before that would find nothing to give up
    try {
      Runnable overdue = () -> lanes.giveUp(call, Mishap.slow(within));
      Future<?> timer = watch.schedule(overdue, within.toNanos(), TimeUnit.NANOSECONDS);
      var unused = call.answer().whenComplete((answer, failure) -> end(call, timer));
    } catch (RejectedExecutionException e) { // closed, and so are the lanes
      call.fail(Mishap.closed());
    }
  }

  /** It was answered or given up, and then there is nothing to give up; or it was cancelled. */
  private void end(EngineCall<?> call, Future<?> timer) {
    timer.cancel(false);
    lanes.giveUp(call, new EngineException(Kind.AWAY, "the question was withdrawn"));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when {@code within} is over 24 h
   */
  @Override
  public <T> T ask(Duration within, Question<T> question)
      throws EngineException, InterruptedException {
    if (!isTime(within)) {
      throw Mishap.slow(within);
    }
    EngineCall<T> call = new EngineCall<>(question);
    lanes.begin(call);
    try {
      return await(call, within);
    } catch (InterruptedException e) {
      lanes.giveUp(call, new EngineException(Kind.AWAY, "who asked was interrupted"));
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof EngineException why ? why : Mishap.of(e);
    }
  }

  private <T> T await(EngineCall<T> call, Duration within)
      throws InterruptedException, ExecutionException {
    try {
      return call.answer().get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      lanes.giveUp(call, Mishap.slow(within));
      return call.answer().get(); // there by now: given up here, or answered in the last moment
    }
  }

  private static boolean isTime(Duration within) {
    return within.compareTo(Duration.ZERO) > 0
        && !Durations.inRange("within", within, Duration.ZERO, LONGEST).isZero();
  }

  /** Gives up what is under way and ends all threads; returns at once. Later questions fail. */
  @Override
  public void close() {
    events.close();
    lanes.close();
    watch.shutdownNow();
  }
}
