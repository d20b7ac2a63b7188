package io.health4j.check;

import io.health4j.time.Ticker;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request over HTTP/1.1, of whose answer the status is read and nothing else.
 *
 * <p>The JDK's two clients are not used, since both leave threads behind: one of {@code
 * java.net.http} keeps a selector thread that nobody can end before Java 21, and {@link
 * java.net.HttpURLConnection} starts two when a server would keep the connection, even if it was
 * asked to close it. A monitor that was closed leaves no thread. Also, both bound each read but not
 * all of them together, and the latter quotes the URL in its exceptions. A status line is little to
 * read: interim answers (1xx) are skipped, and all must come within the timeout and {@value #MOST}
 * bytes.
 */
final class HttpProbe {

  /** Enough for interim answers, each with a few headers: this project's own judgement. */
  static final int MOST = 16_384;

  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
  private static final int FIRST_FINAL = 200;

  private final Socket socket;
  private final long deadline;
  private final byte[] buffer = new byte[1_024];
  private int at;
  private int filled;
  private int total;

  private HttpProbe(Socket socket, long deadline) {
    this.socket = socket;
    this.deadline = deadline;
  }

  /**
   * Asks, and gives the status code.
   *
   * @throws TcpCheck.UnopenedException when this machine has no socket left
   * @throws SocketTimeoutException when the time is over
   * @throws ProtocolException when the answer is no HTTP/1.1
   * @throws EOFException when the connection ends before the answer
   */
  static int ask(InetSocketAddress address, boolean tls, byte[] request, Duration timeout)
      throws IOException {
    long deadline = Ticker.system().read() + timeout.toNanos();
    try (SocketChannel channel = TcpCheck.open()) {
      channel.socket().connect(address, remaining(deadline));
      channel.socket().setSoTimeout(remaining(deadline));
      if (!tls) {
        return new HttpProbe(channel.socket(), deadline).exchange(request);
      }
      try (SSLSocket secure = secured(channel.socket(), address)) {
        return new HttpProbe(secure, deadline).exchange(request);
      }
    }
  }

  private static SSLSocket secured(Socket plain, InetSocketAddress address) throws IOException {
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var secure =
        (SSLSocket) factory.createSocket(plain, address.getHostString(), address.getPort(), true);
    SSLParameters parameters = secure.getSSLParameters();
    // Without this a certificate of anybody else would do.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private int exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
    int status = status(line());
    while (status < FIRST_FINAL) {
      skipHeaders();
      status = status(line());
    }
    return status;
  }

  private static int status(String line) throws ProtocolException {
    Matcher matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      throw new ProtocolException("no status line");
    }
    return Integer.parseInt(matcher.group(1));
  }

  private void skipHeaders() throws IOException {
    String line = line();
    while (!line.isEmpty()) {
      line = line();
    }
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (char c = next(); c != '\n'; c = next()) {
      line.append(c);
    }
    int length = line.length();
    return length > 0 && line.charAt(length - 1) == '\r'
        ? line.substring(0, length - 1)
        : line.toString();
  }

  private char next() throws IOException {
    if (at == filled) {
      fill();
    }
    if (++total > MOST) {
      throw new ProtocolException("no status line in " + MOST + " bytes");
    }
    return (char) (buffer[at++] & 0xff);
  }

  private void fill() throws IOException {
    socket.setSoTimeout(remaining(deadline));
    InputStream in = socket.getInputStream();
    at = 0;
    filled = in.read(buffer);
    if (filled < 0) {
      filled = 0;
      throw new EOFException("no answer");
    }
  }

  /** Milliseconds, at least 1, as 0 would be for ever. */
  private static int remaining(long deadline) throws SocketTimeoutException {
    long nanos = deadline - Ticker.system().read();
    if (nanos <= 0) {
      throw new SocketTimeoutException("no time left");
    }
    return Math.toIntExact(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
  }

  /** The bytes of a GET; all parts must be ASCII without line breaks. */
  static byte[] request(String path, Iterable<String> headers) {
    var text = new StringBuilder("GET ").append(path).append(" HTTP/1.1\r\n");
    headers.forEach(header -> text.append(header).append("\r\n"));
    return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }
}
