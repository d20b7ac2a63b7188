package io.health4j.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server on the loopback that gives everybody the same answer. */
final class FakeServer implements AutoCloseable {

  /** What was asked, line by line. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final ServerSocket socket;
  private final Runnable before;
  private final byte[] answer;
  private final Thread thread;

  FakeServer(String... answerLines) throws IOException {
    this(() -> {}, answerLines);
  }

  /** A server that does something before it answers. */
  FakeServer(Runnable before, String... answerLines) throws IOException {
    this.before = before;
    answer = String.join("\r\n", answerLines).getBytes(StandardCharsets.US_ASCII);
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread = new Thread(this::serve, "fake-server");
    thread.setDaemon(true);
    thread.start();
  }

  static FakeServer answering(int status) throws IOException {
    return new FakeServer("HTTP/1.1 " + status + " Because", "Content-Length: 2", "", "ok");
  }

  String origin() {
    return "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
  }

  URI at(String path) {
    return URI.create(origin() + path);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        var lines =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null && !line.isEmpty(); ) {
          asked.add(line);
          line = lines.readLine();
        }
        before.run();
        client.getOutputStream().write(answer);
        client.getOutputStream().flush();
      } catch (IOException e) {
        // The client went away, or the server was closed: the next look at isClosed tells.
      }
    }
  }

  /** Returns when nobody is let in any more: until the last accept has ended, the port answers. */
  @Override
  public void close() throws IOException {
    socket.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
