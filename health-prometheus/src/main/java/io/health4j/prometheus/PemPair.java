package io.health4j.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate, those that vouch for it, and its key. No text of an exception has anything of the
 * key.
 *
 * @param alias what the two are called in one handshake
 * @param chain the certificate first
 * @param key the certificate's
 */
record PemPair(String alias, List<X509Certificate> chain, PrivateKey key) {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

  /**
   * Reads both.
   *
   * @throws IOException when a file cannot be read
   * @throws GeneralSecurityException when a file is not what it should be, or they are no pair
   */
  static PemPair read(Path certificate, Path key, String alias)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> chain;
    try (InputStream in = Files.newInputStream(certificate)) {
      chain =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
    }
    if (chain.isEmpty()) {
      throw new KeyException(certificate + " has no certificate");
    }
    var pair = new PemPair(alias, chain, key(key, chain.get(0).getPublicKey().getAlgorithm()));
    if (!pair.isOne()) {
      throw new KeyException(key + " is not the key of " + certificate);
    }
    return pair;
  }

  private static PrivateKey key(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    Matcher found = KEY.matcher(Files.readString(file));
    if (!found.find()) {
      throw new KeyException(file + " has no unencrypted PKCS#8 key (BEGIN PRIVATE KEY)");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(found.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new KeyException(file + " has no " + algorithm + " key, as the certificate needs");
    }
  }

  /** Whether what the key signs is what the certificate vouches for. */
  private boolean isOne() throws GeneralSecurityException {
    String algorithm = key.getAlgorithm();
    Signature signature =
        Signature.getInstance(
            switch (algorithm) {
              case "EC" -> "SHA256withECDSA";
              case "RSA" -> "SHA256withRSA";
              default -> algorithm;
            });
    byte[] text = {1};
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(chain.get(0).getPublicKey());
    signature.update(text);
    return signature.verify(signed);
  }

  @Override
  public String toString() {
    return "PemPair[" + alias + "]";
  }
}
