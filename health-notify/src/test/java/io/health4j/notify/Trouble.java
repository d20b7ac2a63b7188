package io.health4j.notify;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;

/** Servers that no answer can be had from. */
enum Trouble {
  /** It is silent from the start. */
  NEVER_ANSWERING(() -> new RawServer(client -> client.getInputStream().readAllBytes())),

  /** It begins an answer, and stops in the middle of its head. */
  HALF_A_HEAD(
      () ->
          new RawServer(
              client -> {
                RawServer.write(client, "HTTP/1.1 200 OK\r\nContent-");
                client.getInputStream().readAllBytes();
              })),

  /** It answers 200, and stops in the middle of the body. */
  HALF_A_BODY(
      () ->
          new RawServer(
              client -> {
                RawServer.write(client, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":");
                client.getInputStream().readAllBytes();
              })),

  /** It closes the connection in the middle of the body. */
  CUT_BODY(
      () ->
          new RawServer(
              client -> {
                client.getInputStream().read();
                RawServer.write(client, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":");
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
              })),

  /** It resets the connection. */
  RESET(
      () ->
          new RawServer(
              client -> {
                client.getInputStream().read();
                client.setSoLinger(true, 0);
                client.close();
              })),

  /** It closes the connection at once. */
  CLOSED(() -> new RawServer(Socket::close)),

  /** It speaks, but not HTTP. */
  GIBBERISH(
      () ->
          new RawServer(
              client -> {
                RawServer.write(client, "SSH-2.0-sesame\r\n\r\n");
                client.getInputStream().readAllBytes();
              })),

  /** It goes on with headers, a byte every few milliseconds. */
  DRIPPING(() -> new RawServer(client -> drip(client, "HTTP/1.1 200 OK\r\nX-A: ")));

  @SuppressWarnings("ImmutableEnumChecker") // each call makes a server of its own
  private final Supplier<RawServer> server;

  Trouble(Supplier<RawServer> server) {
    this.server = server;
  }

  RawServer server() {
    return server.get();
  }

  /** A read that times out is the pause between the drops. */
  static void drip(Socket client, String begin) throws IOException {
    RawServer.write(client, begin);
    client.setSoTimeout(5);
    while (true) {
      try {
        if (client.getInputStream().read() < 0) {
          return;
        }
      } catch (SocketTimeoutException e) {
        RawServer.write(client, "x");
      }
    }
  }
}
