package io.health4j.prometheus;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the certificate of two PEM files, and a renewed one as soon as it is there: each handshake
 * looks at when the files were changed. While they cannot be read, or only one of them is renewed,
 * the last good pair stays. A handshake asks several times, by an alias; so the pair before is kept
 * for those under way. Thread-safe.
 */
final class PemKeyManager extends X509ExtendedKeyManager {

  private static final Logger LOG = LoggerFactory.getLogger(ScrapeEndpoint.class);

  private final Path certificate;
  private final Path key;

  @GuardedBy("this")
  private PemPair now;

  @GuardedBy("this")
  private PemPair before;

  @GuardedBy("this")
  private List<FileTime> seen;

  @GuardedBy("this")
  private int renewals;

  @GuardedBy("this")
  private boolean told;

  PemKeyManager(Path certificate, Path key) throws IOException, GeneralSecurityException {
    this.certificate = certificate;
    this.key = key;
    seen = changed();
    now = PemPair.read(certificate, key, "0");
    before = now;
  }

  /**
   * A context that shows the files' certificate.
   *
   * @throws IllegalArgumentException when they are not a certificate and its key
   */
  static SSLContext context(Path certificate, Path key) {
    try {
      KeyManager[] keys = {new PemKeyManager(certificate, key)};
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("certificate and key must be PEM files: " + reason(e), e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof IOException
        ? e.getClass().getSimpleName() + ": " + e.getMessage()
        : String.valueOf(e.getMessage());
  }

  private List<FileTime> changed() throws IOException {
    return List.of(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
  }

  private synchronized PemPair latest() {
    try {
      List<FileTime> changed = changed();
      if (!changed.equals(seen)) {
        PemPair renewed = PemPair.read(certificate, key, Integer.toString(++renewals));
        seen = changed; // not before: the right to read a file may come later than the file
        before = now;
        now = renewed;
        told = false;
      }
    } catch (IOException | GeneralSecurityException e) {
      if (!told) {
        told = true;
        LOG.warn("A renewed certificate cannot be used, the last one stays: {}", reason(e));
      }
    }
    return now;
  }

  private synchronized PemPair of(String alias) {
    return alias.equals(before.alias()) ? before : now;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    PemPair pair = latest();
    return pair.key().getAlgorithm().equals(keyType) ? pair.alias() : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return of(alias).chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return of(alias).key();
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chooseEngineServerAlias(keyType, issuers, null);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null; // asked for by no handshake
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null; // it serves only
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }
}
