package io.health4j.docker.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The least of a client: one HTTP/1.0 request to an engine's socket. */
final class RawEngine {

  private final Path socket;

  private RawEngine(Path socket) {
    this.socket = socket;
  }

  /** The engine that {@code DOCKER_HOST} names, when it is on this machine and there. */
  static Optional<RawEngine> find() {
    String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    Path socket = Path.of(host.replaceFirst("^unix://", ""));
    return host.startsWith("unix://") && Files.exists(socket)
        ? Optional.of(new RawEngine(socket))
        : Optional.empty();
  }

  /** Makes a request; fails unless the answer is one of success. */
  JsonNode ask(String method, String path, String body) throws IOException {
    String request =
        "%s %s HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, body.length(), body);
    String answer;
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
      byte[] bytes = Channels.newInputStream(channel).readAllBytes();
      answer = new String(bytes, StandardCharsets.UTF_8);
    }
    if (!answer.matches("(?s)HTTP/1\\.. 2.*")) {
      throw new IOException(method + " " + path + ": " + answer);
    }
    int end = answer.indexOf("\r\n\r\n");
    return new ObjectMapper().readTree(end < 0 ? "" : answer.substring(end));
  }
}
