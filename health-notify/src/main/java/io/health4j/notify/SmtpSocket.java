package io.health4j.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The connection of one mail, which another thread can end. Angus Mail bounds each read and not all
 * of them together; a server that answers a byte every now and then would hold it for ever. What it
 * waits for ends when the socket below is closed, and by that alone: reads have no timeout of their
 * own, since either could come first, and tell it in other words.
 */
final class SmtpSocket implements AutoCloseable {

  private final EmailSpec spec;
  private final SSLSocketFactory factory;
  private final Socket plain;
  private final AtomicBoolean aborted = new AtomicBoolean();

  SmtpSocket(EmailSpec spec, SSLSocketFactory factory) {
    this.spec = spec;
    this.factory = factory;
    plain =
        spec.proxyHost == null
            ? new Socket()
            : new Socket(
                new Proxy(Proxy.Type.HTTP, new InetSocketAddress(spec.proxyHost, spec.proxyPort)));
  }

  /** Connected, and secured where TLS is to be there from the start. */
  Socket connect() throws IOException {
    // Named as it was given: Angus Mail checks the certificate against the name of the address,
    // which would be looked up, and so be somebody else's word, where the host is an address.
    InetAddress named =
        InetAddress.getByAddress(spec.host, InetAddress.getByName(spec.host).getAddress());
    plain.connect(
        new InetSocketAddress(named, spec.port()), Math.toIntExact(spec.connectTimeout.toMillis()));
    return spec.security == EmailSpec.Security.TLS ? secured() : plain;
  }

  private Socket secured() throws IOException {
    var secure = (SSLSocket) factory.createSocket(plain, spec.host, spec.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    // Without this a certificate of anybody else would do.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  /** Ends whatever waits for the server. */
  void abort() {
    aborted.set(true);
    close();
  }

  boolean isAborted() {
    return aborted.get();
  }

  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException e) {
      // It is of no more use either way.
    }
  }
}
