package io.health4j.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1 that signs itself; made by the JDK's keytool. */
final class ScrapeTls {

  private static final String PASSWORD = "changeit";

  private ScrapeTls() {}

  /** A new certificate and its key. */
  static KeyStore store(Path folder, String keys) throws Exception {
    Path file = Files.createTempDirectory(folder, "it").resolve("it.p12");
    make(file, keys);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  static void writeCertificate(KeyStore store, Path file) throws Exception {
    write(file, "CERTIFICATE", store.getCertificate("it").getEncoded());
  }

  static void writeKey(KeyStore store, Path file) throws Exception {
    write(file, "PRIVATE KEY", store.getKey("it", PASSWORD.toCharArray()).getEncoded());
  }

  /** Each file is a second younger than the last, as two renewals would be. */
  private static void write(Path file, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder().encodeToString(bytes);
    FileTime last = Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
    Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(last.toMillis() + 1_000));
  }

  /** A context that has the certificate, and trusts it alone. */
  static SSLContext context(KeyStore store) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusting(store).getTrustManagers(), null);
    return context;
  }

  private static TrustManagerFactory trusting(KeyStore store)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("it", store.getCertificate("it"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust;
  }

  private static void make(Path file, String keys) throws IOException, InterruptedException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String command =
        "-genkeypair -alias it -keyalg "
            + keys
            + " -dname CN=it -ext san=ip:127.0.0.1 -validity 2"
            + " -storetype PKCS12 -storepass "
            + PASSWORD
            + " -keystore";
    var words = new ArrayList<String>();
    words.add(keytool);
    words.addAll(List.of(command.split(" ")));
    words.add(file.toString());
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
  }
}
