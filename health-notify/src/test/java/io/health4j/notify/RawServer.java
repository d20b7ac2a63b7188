package io.health4j.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback that does with each connection what a test wants, such as nothing. */
final class RawServer implements AutoCloseable {

  @FunctionalInterface
  interface Script {
    void talk(Socket client) throws IOException;
  }

  private final ServerSocket socket;
  private final Script script;
  private final List<Socket> clients = new CopyOnWriteArrayList<>();

  RawServer(Script script) {
    this.script = script;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        clients.add(client);
        start(() -> talk(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void talk(Socket client) {
    try {
      script.talk(client);
    } catch (IOException e) {
      // The client went away, which is what most of these tests are about.
    }
  }

  private static void start(Runnable task) {
    var thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  static void write(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
