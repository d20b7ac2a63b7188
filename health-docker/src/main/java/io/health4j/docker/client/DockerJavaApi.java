package io.health4j.docker.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineDisk;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.api.EngineInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An engine over the HTTP client, sockets and TLS of docker-java. Of the answers only the fields
 * that are needed are read: docker-java's own commands read all of them, and fail for a container
 * that has, say, a capability which they do not know; they also read the user's registry
 * credentials, and some start threads.
 *
 * <p>Every request names the version of the API that it was written for, so that a newer engine
 * answers in that shape: 1.44, the oldest that Docker 29 still speaks, or the engine's newest where
 * that is older.
 *
 * <p>Whoever turns on debug logs of docker-java's HTTP client sees whole answers there, with the
 * containers' environment variables; nothing here can prevent it.
 */
public final class DockerJavaApi implements EngineApi {

  private final Troubles troubles;
  private final EngineHttp http;
  private volatile @Nullable Spoken spoken;
  private volatile double machineMemory = -1;

  /** What the engine said of its API, once. */
  private record Spoken(JsonNode answer, ApiVersion newest, String prefix) {}

  private DockerJavaApi(EngineAddress address, Transport transport) {
    troubles = new Troubles(address);
    http = new EngineHttp(transport, address.socket(), troubles);
  }

  /**
   * Makes a client. It connects when it is asked something.
   *
   * @param address where the engine listens
   * @return the client; to be closed
   * @throws EngineException {@code DENIED} when there are no certificates for TLS
   */
  public static DockerJavaApi open(EngineAddress address) throws EngineException {
    Troubles troubles = new Troubles(address);
    try {
      SSLContext tls = null;
      if (address.certificates().isPresent()) {
        tls = tls(address.certificates().get(), troubles);
      }
      return new DockerJavaApi(address, Transport.of(address, tls));
    } catch (RuntimeException e) {
      throw troubles.unusable(e);
    }
  }

  private static SSLContext tls(Path folder, Troubles troubles) throws EngineException {
    SSLContext tls = new LocalDirectorySSLConfig(folder.toString()).getSSLContext();
    if (tls == null) { // a file is missing; without it there would be no TLS at all
      throw troubles.noCertificates(folder);
    }
    return tls;
  }

  @Override
  public EngineInfo info() throws EngineException {
    JsonNode version = spoken().answer();
    JsonNode info = http.get(path("/info"));
    machineMemory = Json.positive(info.path("MemTotal")).orElse(Long.MAX_VALUE);
    return new EngineInfo(
        name(version),
        Json.text(version.path("Version")),
        Json.text(version.path("ApiVersion")),
        Json.text(version.path("Os")),
        knowsUsage(info),
        Json.text(info.path("DockerRootDir")));
  }

  private static String name(JsonNode version) {
    String name = Json.text(version.path("Components").path(0).path("Name"));
    return name.equals("Engine") ? "Docker Engine" : name;
  }

  /** A rootless engine has cgroups only by systemd; without, Docker's driver is "none". */
  private static boolean knowsUsage(JsonNode info) {
    String driver = Json.text(info.path("CgroupDriver"));
    boolean rootless = info.path("Rootless").booleanValue();
    return !driver.equals("none") && (!rootless || driver.equals("systemd"));
  }

  private Spoken spoken() throws EngineException {
    Spoken known = spoken;
    if (known == null) {
      JsonNode answer = http.get("/version");
      ApiVersion newest =
          ApiVersion.parse(Json.text(answer.path("ApiVersion")))
              .orElseThrow(() -> troubles.garbled("no version of its API"));
      if (newest.compareTo(ApiVersion.OLDEST) < 0) {
        throw troubles.tooOld(newest.toString());
      }
      Optional<ApiVersion> oldest = ApiVersion.parse(Json.text(answer.path("MinAPIVersion")));
      known = new Spoken(answer, newest, "/v" + newest.usable(oldest));
      spoken = known;
    }
    return known;
  }

  private String path(String rest) throws EngineException {
    return spoken().prefix() + rest;
  }

  @Override
  public List<ContainerEntry> containers(Map<String, String> labels) throws EngineException {
    List<String> wanted =
        labels.entrySet().stream().map(label -> label.getKey() + "=" + label.getValue()).toList();
    String filters = wanted.isEmpty() ? "" : "&filters=" + filters("label", wanted);
    JsonNode answer = http.get(path("/containers/json?all=true" + filters));
    if (!answer.isArray()) {
      throw troubles.garbled("no list of containers");
    }
    List<ContainerEntry> entries = new ArrayList<>(answer.size());
    for (JsonNode entry : answer) {
      entries.add(StateJson.entry(entry).orElseThrow(() -> troubles.garbled("a list without ids")));
    }
    return entries;
  }

  private static String filters(String name, List<String> values) {
    return encoded(Json.write(name, values));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String container(String id) throws EngineException {
    return path("/containers/" + encoded(id));
  }

  @Override
  public ContainerState inspect(String id) throws EngineException {
    return StateJson.state(http.get(container(id) + "/json"))
        .orElseThrow(() -> troubles.garbled("no state of a container"));
  }

  @Override
  public ContainerUsage usage(String id) throws EngineException {
    if (machineMemory < 0) {
      info();
    }
    boolean once = spoken().newest().compareTo(ApiVersion.ONE_SHOT) >= 0;
    String query = "/stats?stream=false" + (once ? "&one-shot=true" : "");
    JsonNode stats = http.get(container(id) + query);
    if (stats.isMissingNode()) {
      return ContainerUsage.of(Map.of()); // so Podman answers for one that does not run
    } else if (!stats.isObject()) {
      throw troubles.garbled("no statistics of a container");
    }
    return UsageJson.usage(stats, machineMemory);
  }

  @Override
  public EngineDisk disk() throws EngineException {
    JsonNode answer = http.get(path("/system/df"));
    if (!answer.isObject()) {
      throw troubles.garbled("nothing about its disk");
    }
    return StateJson.disk(answer);
  }

  @Override
  public void stop(String id, Duration grace) throws EngineException {
    long seconds = Math.max(0, grace.plusMillis(999).toSeconds());
    String stop = container(id) + "/stop?t=" + seconds;
    try {
      http.send("POST", stop);
    } catch (EngineException e) {
      if (e.kind() != Kind.CONFLICT || !inspect(id).state().equals("paused")) {
        throw e;
      }
      http.send("POST", container(id) + "/unpause"); // Podman stops none that is paused
      http.send("POST", stop);
    }
  }

  @Override
  public void remove(String id) throws EngineException {
    http.send("DELETE", container(id) + "?v=true&force=false");
  }

  @Override
  public void events(Instant since, Consumer<EngineEvent> listener) throws EngineException {
    String from = String.format("%d.%09d", since.getEpochSecond(), since.getNano());
    String query = "?since=" + from + "&filters=" + filters("type", List.of("container"));
    http.stream(path("/events" + query), line -> StateJson.event(line).ifPresent(listener));
  }

  @Override
  public void close() {
    http.close();
  }
}
