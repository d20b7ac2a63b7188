package io.health4j.docker.client;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine listens: {@code unix:///PATH}, {@code tcp://HOST:PORT} or {@code
 * npipe:////./pipe/NAME}. Its text shows no credentials. Immutable.
 */
public final class EngineAddress {

  private static final String UNIX = "unix://";
  private static final String PIPE = "npipe://";
  private static final String TCP = "tcp://";

  /** What Docker listens at without and with TLS, as its documentation says. */
  private static final int PLAIN_PORT = 2375;

  private static final int TLS_PORT = 2376;

  private final URI uri;
  private final String shown;
  private final @Nullable Path socket;
  private final @Nullable Path certificates;

  private EngineAddress(URI uri, String shown, @Nullable Path socket, @Nullable Path certificates) {
    this.uri = uri;
    this.shown = shown;
    this.socket = socket;
    this.certificates = certificates;
  }

  /**
   * The address that this process's environment names, or where an engine usually listens.
   *
   * @return the address, as {@link #standard(Map, Path)} finds it
   * @throws IllegalArgumentException when {@code DOCKER_HOST} is no address
   */
  public static EngineAddress standard() {
    return standard(System.getenv(), Path.of(File.separator));
  }

  /**
   * The address in {@code DOCKER_HOST}; else the first socket that is there: of Docker, of rootless
   * Docker, of rootless Podman, of Podman; else Docker's. The places are those engines' own.
   *
   * @param environment {@code DOCKER_HOST}, {@code DOCKER_TLS_VERIFY}, {@code DOCKER_CERT_PATH},
   *     {@code HOME}, {@code XDG_RUNTIME_DIR}
   * @param root the root folder
   * @return the address
   * @throws IllegalArgumentException when {@code DOCKER_HOST} is no address
   */
  public static EngineAddress standard(Map<String, String> environment, Path root) {
    String host = environment.getOrDefault("DOCKER_HOST", "").trim();
    if (!host.isEmpty()) {
      return of("DOCKER_HOST", host, environment);
    }
    Path docker = root.resolve("var/run/docker.sock");
    Optional<Path> found =
        Stream.concat(
                Stream.of(docker),
                Stream.concat(
                    runtime(environment, root), Stream.of(root.resolve("run/podman/podman.sock"))))
            .filter(Files::exists)
            .findFirst();
    return found.isEmpty() && File.separatorChar == '\\'
        ? of("address", PIPE + "//./pipe/docker_engine", environment)
        : ofSocket(found.orElse(docker));
  }

  private static Stream<Path> runtime(Map<String, String> environment, Path root) {
    String folder = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    return folder.startsWith("/")
        ? Stream.of("/docker.sock", "/podman/podman.sock")
            .map(name -> root.resolve((folder + name).substring(1)))
        : Stream.empty();
  }

  /**
   * An address.
   *
   * @param address {@code unix:///PATH}, {@code tcp://HOST} with a port or without, or {@code
   *     npipe:////./pipe/NAME}
   * @param environment for {@code tcp}: a {@code DOCKER_TLS_VERIFY} that is not empty asks for TLS,
   *     with the certificates in {@code DOCKER_CERT_PATH} or {@code ~/.docker}, as Docker's own
   *     client has it
   * @return the address
   * @throws IllegalArgumentException when it is none
   */
  public static EngineAddress of(String address, Map<String, String> environment) {
    return of("address", address, environment);
  }

  private static EngineAddress of(String name, String address, Map<String, String> environment) {
    try {
      if (address.startsWith(UNIX + "/")) {
        return ofSocket(Path.of(address.substring(UNIX.length())));
      } else if (address.startsWith(PIPE + "//")) {
        return new EngineAddress(new URI(address), address, null, null);
      } else if (address.startsWith(TCP)) {
        return ofTcp(new URI(address), certificates(environment));
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // told below, without the text, which may hold a password
    }
    throw new IllegalArgumentException(
        name
            + " must be unix:///PATH, tcp://HOST:PORT or npipe:////./pipe/NAME, was "
            + scheme(address));
  }

  private static String scheme(String address) {
    int end = address.indexOf("://");
    return end < 0
        ? "without a scheme"
        : address.substring(0, end).toLowerCase(Locale.ROOT) + "://…";
  }

  private static EngineAddress ofSocket(Path socket) {
    try {
      URI uri = new URI("unix", null, socket.toAbsolutePath().toString(), null);
      return new EngineAddress(uri, UNIX + socket, socket, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("address must be a path, was " + socket, e);
    }
  }

  private static EngineAddress ofTcp(URI uri, @Nullable Path certificates)
      throws URISyntaxException {
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("no host");
    }
    int standard = certificates == null ? PLAIN_PORT : TLS_PORT;
    int port = uri.getPort() < 0 ? standard : uri.getPort();
    String path = uri.getPath();
    String shown = TCP + uri.getHost() + ":" + port + (path.length() > 1 ? "/***" : "");
    URI clean = new URI("tcp", null, uri.getHost(), port, path, null, null);
    return new EngineAddress(clean, shown, null, certificates);
  }

  private static @Nullable Path certificates(Map<String, String> environment) {
    if (environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()) {
      return null;
    }
    String folder = environment.getOrDefault("DOCKER_CERT_PATH", "");
    return folder.isEmpty()
        ? Path.of(environment.getOrDefault("HOME", ""), ".docker")
        : Path.of(folder);
  }

  URI uri() {
    return uri;
  }

  /** The socket's file; empty for other addresses. */
  Optional<Path> socket() {
    return Optional.ofNullable(socket);
  }

  /** Where the certificates for TLS are; empty without TLS. */
  Optional<Path> certificates() {
    return Optional.ofNullable(certificates);
  }

  /** The address without credentials, query, or a path that might be one. */
  @Override
  public String toString() {
    return shown;
  }
}
