package io.health4j.examples;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sandboxes in a container engine, from an image that is made of this machine's busybox. */
final class DockerSandboxes implements Sandboxes {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String REPOSITORY = "health4j-demo";
  private static final String TAG = "local";
  private static final String IMAGE = REPOSITORY + ":" + TAG;
  private static final long MEMORY = 16L << 20;
  private static final int MOST_ANSWER = 1_000;
  private static final long PROCESSES = 32;

  /**
   * Killed by a signal that nothing here sends to one that is waited for, so by the kernel, at the
   * memory limit. The engine's own word of that is not asked for: it may be lost (containerd 8893).
   */
  private static final int KILLED = 128 + 9;

  private final String address;
  private final DockerHttpClient http;
  private final DockerClient docker;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(work -> Daemons.thread(work, "demo-engine"));

  private DockerSandboxes(DockerClientConfig config) {
    address = config.getDockerHost().toString();
    http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .build();
    docker = DockerClientImpl.getInstance(config, http);
  }

  /** In the engine that {@code DOCKER_HOST} or Docker's own configuration names. */
  static DockerSandboxes standard() {
    return new DockerSandboxes(DefaultDockerClientConfig.createDefaultConfigBuilder().build());
  }

  /** Where the engine is. */
  String address() {
    return address;
  }

  /**
   * Makes the image where it is not there yet.
   *
   * @throws IOException when it cannot be made, with what to do
   */
  void prepare() throws IOException, InterruptedException {
    if (!call(this::hasImage)) {
      byte[] tar = BusyboxImage.tar(BusyboxImage.find());
      String answer = call(() -> load(tar));
      if (!call(this::hasImage)) {
        throw new IOException("the engine made none of busybox: " + answer);
      }
    }
  }

  /** By hand: docker-java 3.7.1 sends {@code {}} in place of the archive. */
  private String load(byte[] tar) throws IOException {
    var request =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.POST)
            .path("/images/create?fromSrc=-&repo=" + REPOSITORY + "&tag=" + TAG)
            .putHeader("content-type", "application/x-tar")
            .body(new ByteArrayInputStream(tar))
            .build();
    try (var response = http.execute(request)) {
      byte[] answer = response.getBody().readNBytes(MOST_ANSWER);
      return new String(answer, StandardCharsets.UTF_8).strip();
    }
  }

  private boolean hasImage() {
    try {
      docker.inspectImageCmd(IMAGE).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  @Override
  public String start(List<String> command, Map<String, String> labels)
      throws IOException, InterruptedException {
    return call(
        () -> {
          String id =
              docker
                  .createContainerCmd(IMAGE)
                  .withCmd(command)
                  .withLabels(labels)
                  .withHostConfig(limits())
                  .withStopSignal("SIGKILL") // nothing in it is worth a grace time
                  .exec()
                  .getId();
          begin(id);
          return id;
        });
  }

  /** One that does not start would be there for nobody. */
  private void begin(String id) {
    try {
      docker.startContainerCmd(id).exec();
    } catch (RuntimeException e) {
      docker.removeContainerCmd(id).exec();
      throw e;
    }
  }

  private static HostConfig limits() {
    return HostConfig.newHostConfig()
        .withMemory(MEMORY)
        .withMemorySwap(MEMORY) // which means none beyond the memory
        .withPidsLimit(PROCESSES)
        .withNetworkMode("none");
  }

  @Override
  public Ending await(String id, Duration within) throws IOException, InterruptedException {
    OptionalInt code = call(() -> exitCode(id, within));
    if (code.isEmpty()) {
      return new Ending(Ending.Kind.HUNG, "");
    }
    return switch (code.getAsInt()) {
      case 0 -> new Ending(Ending.Kind.DONE, call(() -> output(id)));
      case KILLED -> new Ending(Ending.Kind.OUT_OF_MEMORY, "");
      default -> new Ending(Ending.Kind.FAILED, "");
    };
  }

  private OptionalInt exitCode(String id, Duration within)
      throws IOException, InterruptedException {
    try (var ending = docker.waitContainerCmd(id).exec(new WaitContainerResultCallback())) {
      return ending.awaitCompletion(within.toMillis(), TimeUnit.MILLISECONDS)
          ? OptionalInt.of(ending.awaitStatusCode())
          : OptionalInt.empty();
    }
  }

  private String output(String id) throws IOException, InterruptedException {
    var text = new StringBuilder();
    try (var lines =
        new ResultCallback.Adapter<Frame>() {
          @Override
          public void onNext(Frame frame) {
            text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
          }
        }) {
      docker.logContainerCmd(id).withStdOut(true).exec(lines).awaitCompletion();
    }
    return text.toString().strip();
  }

  @Override
  public void remove(String id) throws IOException, InterruptedException {
    call(() -> docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
  }

  @Override
  public int count(String label, String value) throws IOException, InterruptedException {
    return call(
        () ->
            docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(label, value))
                .exec()
                .size());
  }

  /** Docker's client waits for ever where the engine hangs; interrupted, it ends. */
  private <T> T call(Callable<T> request) throws IOException, InterruptedException {
    Future<T> answer = threads.submit(request);
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(Texts.firstLine(Objects.requireNonNull(e.getCause())), e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      docker.close();
    } catch (IOException e) {
      // The process ends, and its connections with it.
    }
  }
}
