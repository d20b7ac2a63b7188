package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server with a certificate of its own, made out to {@code localhost}. */
class HttpsCheckTest {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final SSLContext UNTRUSTING = defaultContext();

  @TempDir static Path dir;
  private static SSLContext trusting;

  private static SSLContext defaultContext() {
    try {
      return SSLContext.getDefault();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path file = dir.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String command =
        "-genkeypair -alias a -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 2"
            + " -storetype PKCS12 -storepass changeit -keystore";
    var line = new ArrayList<>(List.of(keytool));
    line.addAll(List.of(command.split(" ")));
    line.add(file.toString());
    assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
  }

  @AfterEach
  void trustNobody() {
    SSLContext.setDefault(UNTRUSTING);
  }

  private static CheckResult ask(String host, SSLContext client) throws Exception {
    SSLContext.setDefault(client);
    try (ServerSocket server =
        trusting
            .getServerSocketFactory()
            .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var thread = new Thread(() -> answer(server), "https-server");
      thread.setDaemon(true);
      thread.start();
      var url = URI.create("https://" + host + ":" + server.getLocalPort() + "/sesame");
      var check = NetChecks.http(url, s -> s.timeout(Duration.ofSeconds(30)));
      return new CheckRunner(check).run();
    }
  }

  private static void answer(ServerSocket server) {
    try (Socket client = server.accept()) {
      byte[] asked = new byte[4_096];
      assertThat(client.getInputStream().read(asked)).isPositive();
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // A client that trusts nobody goes away in the middle.
    }
  }

  @Test
  void check_trustedServer_isHealthy() throws Exception {
    CheckResult result = ask("localhost", trusting);

    assertThat(result.status()).as(result.message()).isEqualTo(Status.HEALTHY);
    assertThat(result.readings()).hasSize(2);
  }

  @Test
  void check_untrustedServer_isCriticalAndSaysSo() throws Exception {
    CheckResult result = ask("localhost", UNTRUSTING);

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message())
        .startsWith("TLS failed: SSLHandshakeException; http-unreachable https://localhost:");
    assertThat(result.findings().get(0).remedy()).contains("certificate");
    assertThat(result.toString()).doesNotContain("sesame");
  }

  @Test
  void check_certificateOfAnotherName_isCritical() throws Exception {
    CheckResult result = ask("127.0.0.1", trusting);

    assertThat(result.message()).startsWith("TLS failed: SSLHandshakeException");
  }
}
