package io.health4j.docker.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real engine for tests, the same for all of a JVM: one of its own where {@code dockerd} is on
 * the path and this is root, else the one that DOCKER_HOST names or Docker's own. Where there is
 * none the tests are skipped. Asked for by {@code @ExtendWith(RealEngine.Needed.class)} and a
 * parameter.
 */
public final class RealEngine implements AutoCloseable {

  private static final String SOCKET = "/var/run/docker.sock";

  private final @Nullable EngineProcess own;
  private final String address;
  private final Thread hook = new Thread(this::tidy, "real-engine-end");
  private volatile DockerClient client;

  private RealEngine(@Nullable EngineProcess own, String address) {
    this.own = own;
    this.address = address;
    client = connect(address);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static RealEngine find() throws IOException, InterruptedException {
    String why = "install docker.io and run as root";
    if (EngineProcess.possible()) {
      try {
        EngineProcess own = EngineProcess.start();
        return new RealEngine(own, own.address());
      } catch (IOException e) {
        why = e.getMessage();
      }
    }
    String named = System.getenv("DOCKER_HOST");
    String address = named == null ? "unix://" + SOCKET : named;
    boolean there = (named != null || Files.exists(Path.of(SOCKET))) && answers(address);
    need(there, "no container engine: " + why + ", or set DOCKER_HOST");
    return new RealEngine(null, address);
  }

  /** Without it a test is skipped; where CI is set, it fails. */
  private static void need(boolean there, String otherwise) {
    if (System.getenv("CI") == null) {
      assumeTrue(there, otherwise);
    }
    assertThat(there).as(otherwise).isTrue();
  }

  static boolean answers(String address) throws IOException {
    try (DockerClient client = connect(address)) {
      client.pingCmd().exec();
      return true;
    } catch (RuntimeException e) { // whatever the transport throws
      return false;
    }
  }

  static DockerClient connect(String address) {
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(address).build();
    var http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .build();
    return DockerClientImpl.getInstance(config, http);
  }

  /** Where it listens. */
  public String address() {
    return address;
  }

  /** A client of the tests' own, which has nothing to do with what is tested. */
  public DockerClient client() {
    return client;
  }

  /** Whether it is one of our own, on this machine. */
  public boolean isOwn() {
    return own != null;
  }

  /** The process, where it is ours to kill; otherwise the test is skipped. */
  EngineProcess own() {
    need(own != null, "this engine is not ours to kill: install docker.io and run as root");
    return Objects.requireNonNull(own);
  }

  /** Ends it and starts it again; containers run on. */
  void restart() throws IOException, InterruptedException {
    own().end();
    own().again();
    reconnect();
  }

  /** Kills it and starts it again; for callers that may throw nothing. */
  void killAndStart() {
    try {
      own().kill();
      own().again();
      reconnect();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the engine could not be started again", e);
    }
  }

  /** After a restart the old connections are of no use. */
  void reconnect() throws IOException {
    client.close();
    client = connect(address);
  }

  private void provide() throws IOException, InterruptedException {
    try {
      client.inspectImageCmd(BusyboxImage.NAME).exec();
    } catch (NotFoundException e) {
      Path folder = Files.createTempDirectory("h4j-image-");
      try {
        BusyboxImage.load(client, folder);
      } finally {
        EngineProcess.deleteAll(folder);
      }
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    tidy();
  }

  private void tidy() {
    try {
      client.close();
      if (own != null) {
        own.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the engine could not be ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives test classes the engine, and ends it after the last. */
  public static final class Needed implements BeforeAllCallback, ParameterResolver {

    private static ExtensionContext.Store store(ExtensionContext context) {
      return context.getRoot().getStore(ExtensionContext.Namespace.create(RealEngine.class));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
      if (store(context).get(RealEngine.class) == null) {
        RealEngine engine = find();
        store(context).put(RealEngine.class, engine);
        engine.provide();
      }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == RealEngine.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return store(context).get(RealEngine.class);
    }
  }
}
