package io.health4j.prometheus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A bare connection to an endpoint, to do what no HTTP client would. */
final class Wire implements AutoCloseable {

  private static final int SMALL = 4 << 10;

  private final Socket socket = new Socket();
  private final InputStream in;

  private Wire(String url) throws IOException {
    URI uri = URI.create(url);
    socket.setReceiveBufferSize(SMALL);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    in = new BufferedInputStream(socket.getInputStream());
  }

  static Wire to(ScrapeEndpoint endpoint) throws IOException {
    return new Wire(endpoint.url());
  }

  Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** Asks for the metrics and keeps the connection. */
  Wire get() throws IOException {
    return send("GET /metrics HTTP/1.1\r\nHost: it\r\n\r\n");
  }

  /** The next byte; -1 when the endpoint closed the connection, in whatever way. */
  int read() {
    try {
      return in.read();
    } catch (IOException e) {
      return -1;
    }
  }

  /** Whether the endpoint closed the connection without a word. */
  boolean isClosed() {
    try {
      socket.setSoTimeout(1);
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** What comes until the connection is closed. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** One answer of a known length, head and body. */
  String answer() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + head);
      }
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length: ") + "content-length: ".length();
    int length = Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)));
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
