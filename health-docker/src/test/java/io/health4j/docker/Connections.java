package io.health4j.docker;

import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineDisk;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineInfo;
import io.health4j.docker.api.FakeEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Connections to a {@link FakeEngine}, which remember that they were made and closed. */
final class Connections implements Supplier<EngineApi> {

  /** What reading the events does. */
  @FunctionalInterface
  interface Stream {
    void read(Instant since, Consumer<EngineEvent> listener) throws EngineException;
  }

  final FakeEngine engine = new FakeEngine();
  final List<Connection> made = new CopyOnWriteArrayList<>();

  /** Run before a connection is there. */
  volatile Runnable onConnect = () -> {};

  /** Run when one is closed. */
  volatile Runnable onClose = () -> {};

  volatile Stream stream = engine::events;

  @Override
  public EngineApi get() {
    onConnect.run();
    var connection = new Connection();
    made.add(connection);
    return connection;
  }

  /** Waits for what happens on another thread. */
  static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(100_000);
    }
  }

  /** Waits as a call that heeds nothing but the latch. */
  static void hang(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits as a call that ends when it is interrupted. */
  static void await(CountDownLatch latch) throws EngineException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new EngineException(EngineException.Kind.AWAY, "interrupted", e);
    }
  }

  /** One connection. */
  final class Connection implements EngineApi {

    final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public EngineInfo info() throws EngineException {
      return engine.info();
    }

    @Override
    public List<ContainerEntry> containers(Map<String, String> labels) throws EngineException {
      return engine.containers(labels);
    }

    @Override
    public ContainerState inspect(String id) throws EngineException {
      return engine.inspect(id);
    }

    @Override
    public ContainerUsage usage(String id) throws EngineException {
      return engine.usage(id);
    }

    @Override
    public EngineDisk disk() throws EngineException {
      return engine.disk();
    }

    @Override
    public void stop(String id, Duration grace) throws EngineException {
      engine.stop(id, grace);
    }

    @Override
    public void remove(String id) throws EngineException {
      engine.remove(id);
    }

    @Override
    public void events(Instant since, Consumer<EngineEvent> listener) throws EngineException {
      stream.read(since, listener);
    }

    @Override
    public void close() {
      onClose.run();
      closed.countDown();
    }
  }
}
