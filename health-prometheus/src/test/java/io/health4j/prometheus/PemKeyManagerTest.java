package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PemKeyManagerTest {

  private static KeyStore old;
  private static KeyStore renewed;
  private static KeyStore rsa;

  @TempDir private Path folder;
  private Path certificate;
  private Path key;

  @BeforeAll
  static void make(@TempDir Path folder) throws Exception {
    old = ScrapeTls.store(folder, "EC");
    renewed = ScrapeTls.store(folder, "EC");
    rsa = ScrapeTls.store(folder, "RSA");
  }

  @BeforeEach
  void write() throws Exception {
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    ScrapeTls.writeCertificate(old, certificate);
    ScrapeTls.writeKey(old, key);
  }

  /** Asks over a new connection, trusting one certificate alone. */
  private static int status(ScrapeEndpoint endpoint, KeyStore trusted) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(ScrapeTls.context(trusted)).build();
    var request = Scrapes.request(endpoint.url()).build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private ScrapeEndpoint start() {
    return Scrapes.of(Scrapes.text(Scrapes.TEXT)).tls(certificate, key).start();
  }

  @Test
  void get_afterARenewal_showsTheNewCertificate() throws Exception {
    try (var endpoint = start()) {
      assertThat(status(endpoint, old)).isEqualTo(200);

      ScrapeTls.writeCertificate(renewed, certificate);
      assertThat(status(endpoint, old)).isEqualTo(200); // its key isn't there yet

      ScrapeTls.writeKey(renewed, key);
      assertThat(status(endpoint, renewed)).isEqualTo(200);
      assertThatThrownBy(() -> status(endpoint, old)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void get_filesGone_showsTheLastCertificate() throws Exception {
    try (var endpoint = start()) {
      Files.delete(key);
      assertThat(status(endpoint, old)).isEqualTo(200);

      Files.writeString(certificate, "half of");
      assertThat(status(endpoint, old)).isEqualTo(200);
    }
  }

  @Test
  void get_rightToReadComesAfterTheFile_showsTheNewCertificate() throws Exception {
    var manager = new PemKeyManager(certificate, key);
    ScrapeTls.writeCertificate(renewed, certificate);
    ScrapeTls.writeKey(renewed, key);
    var written = Files.getLastModifiedTime(key);
    Path away = Files.move(key, folder.resolve("away"));
    Files.createDirectory(key); // what cannot be read, even by root
    Files.setLastModifiedTime(key, written);
    String alias = manager.chooseEngineServerAlias("EC", null, null);
    assertThat(manager.getCertificateChain(alias)[0]).isEqualTo(old.getCertificate("it"));

    Files.delete(key);
    Files.move(away, key);
    alias = manager.chooseEngineServerAlias("EC", null, null);
    assertThat(manager.getCertificateChain(alias)[0]).isEqualTo(renewed.getCertificate("it"));
  }

  @Test
  void get_keysOfAnotherKind_areShownToo() throws Exception {
    try (var endpoint = start()) {
      ScrapeTls.writeKey(rsa, key);
      ScrapeTls.writeCertificate(rsa, certificate);

      assertThat(status(endpoint, rsa)).isEqualTo(200);
    }
  }

  @Test
  void getPrivateKey_ofAHandshakeUnderWay_isTheOneOfItsAlias() throws Exception {
    var manager = new PemKeyManager(certificate, key);
    String before = manager.chooseEngineServerAlias("EC", null, null);
    ScrapeTls.writeCertificate(renewed, certificate);
    ScrapeTls.writeKey(renewed, key);
    String now = manager.chooseEngineServerAlias("EC", null, null);

    assertThat(manager.getCertificateChain(before)[0]).isEqualTo(old.getCertificate("it"));
    assertThat(manager.getCertificateChain(now)[0]).isEqualTo(renewed.getCertificate("it"));
    assertThat(manager.getPrivateKey(before)).isNotEqualTo(manager.getPrivateKey(now));
    assertThat(manager.chooseEngineServerAlias("RSA", null, null)).isNull();
  }

  @Test
  void tls_filesThatAreNoPair_areRefusedWithoutTheirText() throws Exception {
    ScrapeTls.writeKey(renewed, key);
    assertRefused(key + " is not the key of " + certificate);
    ScrapeTls.writeKey(rsa, key);
    assertRefused(key + " has no EC key, as the certificate needs");
    Files.writeString(key, "s3cret");
    assertRefused(key + " has no unencrypted PKCS#8 key (BEGIN PRIVATE KEY)");
    Files.writeString(certificate, "");
    assertRefused(certificate + " has no certificate");
    Files.delete(certificate);
    assertRefused("NoSuchFileException: " + certificate);
  }

  private void assertRefused(String reason) {
    var builder = Scrapes.of(Scrapes.text(""));
    assertThatThrownBy(() -> builder.tls(certificate, key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("certificate and key must be PEM files: " + reason);
  }

  @Test
  void toString_always_hasNothingOfTheKey() throws Exception {
    assertThat(PemPair.read(certificate, key, "0")).hasToString("PemPair[0]");
  }
}
