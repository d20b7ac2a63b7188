package io.health4j.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that answers as a test wants, with STARTTLS where it has a certificate. */
final class SmtpServer implements AutoCloseable {

  /** What it was told, line by line. */
  final List<String> said = new CopyOnWriteArrayList<>();

  private final Map<String, String> answers = new LinkedHashMap<>();
  private final @Nullable SSLContext tls;
  private final RawServer server;

  SmtpServer(@Nullable SSLContext tls) {
    this.tls = tls;
    server = new RawServer(this::talk);
  }

  /** Answers lines that begin so in another way; the greeting has the name {@code ""}. */
  SmtpServer answer(String begin, String answer) {
    answers.put(begin, answer);
    return this;
  }

  int port() {
    return server.port();
  }

  private void talk(Socket client) throws IOException {
    RawServer.write(client, answers.getOrDefault("", "220 test") + "\r\n");
    Socket socket = client;
    BufferedReader in = reader(socket);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      said.add(line);
      RawServer.write(socket, answer(line, socket) + "\r\n");
      if (line.equals("STARTTLS") && tls != null) {
        socket = secured(socket, tls);
        in = reader(socket);
      } else if (line.equals("DATA") && answer(line, socket).startsWith("354")) {
        while (!line.equals(".")) {
          line = in.readLine();
          said.add(line);
        }
        RawServer.write(socket, answer(".", socket) + "\r\n");
      }
    }
  }

  private String answer(String line, Socket socket) {
    return answers.entrySet().stream()
        .filter(entry -> !entry.getKey().isEmpty() && line.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> usual(line, socket));
  }

  private String usual(String line, Socket socket) {
    boolean secure = socket instanceof SSLSocket;
    return switch (line.split(" ", 2)[0]) {
      case "EHLO" ->
          tls == null || secure ? "250-test\r\n250 AUTH PLAIN" : "250-test\r\n250 STARTTLS";
      case "DATA" -> "354 go on";
      case "AUTH" -> "235 welcome";
      case "STARTTLS" -> "220 go on";
      case "QUIT" -> "221 bye";
      default -> "250 well";
    };
  }

  private static Socket secured(Socket plain, SSLContext tls) throws IOException {
    var secure =
        (SSLSocket) tls.getSocketFactory().createSocket(plain, "client", plain.getPort(), true);
    secure.setUseClientMode(false);
    return secure;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    server.close();
  }
}
