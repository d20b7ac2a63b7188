package io.health4j.docker.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An engine that answers what a test says, byte by byte, over a unix socket or TCP. What it has no
 * answer for is {@code 404}. Its threads end with it.
 */
final class FakeEngineServer implements AutoCloseable {

  static final String VERSION =
      "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\","
          + "\"Os\":\"linux\",\"Components\":[{\"Name\":\"Engine\"}]}";
  static final String INFO =
      "{\"CgroupVersion\":\"2\",\"DockerRootDir\":\"/var/lib/docker\",\"MemTotal\":1000000}";

  /** Writes an answer, well or not, and then perhaps hangs; the connection is closed after it. */
  @FunctionalInterface
  interface Answer {
    void write(Connection connection) throws IOException;
  }

  /** What an answer writes to. */
  final class Connection {

    private final SocketChannel channel;

    private Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        written.addAndGet(channel.write(buffer));
      }
    }

    /** Tells the test, and does nothing until the client goes away. */
    void hang() throws IOException {
      hanging.countDown();
      while (channel.read(ByteBuffer.allocate(512)) >= 0) {
        // a client that pipelines: nothing of it is answered
      }
    }
  }

  /** Bytes that clients took, or that wait in the socket for them. */
  final AtomicLong written = new AtomicLong();

  /** Opens when an answer hangs. */
  final CountDownLatch hanging = new CountDownLatch(1);

  /** First lines of what was asked. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<SocketChannel> channels = new CopyOnWriteArrayList<>();
  private final ServerSocketChannel server;
  private final String address;

  private FakeEngineServer(ServerSocketChannel server, String address) {
    this.server = server;
    this.address = address;
    answer("GET /version", json(VERSION));
    answer("GET /v1.41/info", json(INFO));
    start(this::accept, "fake-engine-accept");
  }

  static FakeEngineServer unix(Path folder) throws IOException {
    Path socket = folder.resolve("engine.sock");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    SocketAddress bound = UnixDomainSocketAddress.of(socket);
    return new FakeEngineServer(server.bind(bound), "unix://" + socket);
  }

  static FakeEngineServer tcp() throws IOException {
    ServerSocketChannel server =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    return new FakeEngineServer(server, "tcp://127.0.0.1:" + port);
  }

  EngineAddress address() {
    return EngineAddress.of(address, Map.of());
  }

  /** What is answered to requests that begin like this. */
  void answer(String request, Answer answer) {
    answers.put(request, answer);
  }

  static Answer json(String body) {
    return status("200 OK", body);
  }

  static Answer status(String status, String body) {
    return connection -> connection.write(head(status, body.length()) + body);
  }

  static String head(String status, long length) {
    return "HTTP/1.1 "
        + (status + "\r\nContent-Type: application/json\r\nContent-Length: " + length)
        + "\r\nConnection: close\r\n\r\n";
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        channels.add(channel);
        start(() -> serve(channel), "fake-engine-serve");
      }
    } catch (IOException e) {
      // it was closed
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      String request = request(channel);
      asked.add(request);
      answers.entrySet().stream()
          .filter(answer -> request.startsWith(answer.getKey()))
          .findFirst()
          .map(Map.Entry::getValue)
          .orElse(status("404 Not Found", "{\"message\":\"page not found\"}"))
          .write(new Connection(channel));
    } catch (IOException e) {
      // the client went away
    }
  }

  private static String request(SocketChannel channel) throws IOException {
    StringBuilder text = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    while (text.indexOf("\r\n\r\n") < 0 && channel.read(buffer) >= 0) {
      text.append(StandardCharsets.UTF_8.decode(buffer.flip()));
      buffer.clear();
    }
    return text.toString().lines().findFirst().orElse("");
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (SocketChannel channel : channels) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
