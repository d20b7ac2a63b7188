package io.health4j.docker.client;

import com.github.dockerjava.transport.NamedPipeSocket;
import com.github.dockerjava.transport.UnixSocket;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.SystemDefaultDnsResolver;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.config.ConnectionConfig;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.config.RequestConfig;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.classic.HttpClients;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.HttpHost;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.config.Http1Config;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.io.CloseMode;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.util.TimeValue;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.util.Timeout;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an engine, by the HTTP client that docker-java's transport carries, over its
 * sockets. Its own {@code ZerodepDockerHttpClient} is put together like this, but reads headers
 * without an end, tries again and follows redirects by itself (and logs that), and gives no hold on
 * a request that has no answer yet.
 */
record Transport(CloseableHttpClient client, HttpHost host, String prefix)
    implements AutoCloseable {

  /** Go's own server, which engines are built with, allows a megabyte for all; this is a line. */
  private static final int LINE_LIMIT = 64 << 10;

  private static final int HEADER_LIMIT = 100;

  /** More than a check waits: which of the two ends first, and so what is told, is no chance. */
  static final Timeout CONNECT = Timeout.ofSeconds(5);

  /** How long a network may be silent: a peer that vanished ends nothing. No effect elsewhere. */
  private static final Timeout SILENCE = Timeout.ofMinutes(5);

  static Transport of(EngineAddress address, @Nullable SSLContext tls) {
    Http1Config limits =
        Http1Config.custom().setMaxLineLength(LINE_LIMIT).setMaxHeaderCount(HEADER_LIMIT).build();
    BasicHttpClientConnectionManager connections =
        new BasicHttpClientConnectionManager(
            operator(address.uri(), tls),
            ManagedHttpClientConnectionFactory.builder().http1Config(limits).build());
    connections.setConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(CONNECT)
            .setValidateAfterInactivity(TimeValue.NEG_ONE_SECOND) // would hang on a unix socket
            .build());
    CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(SILENCE).build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .setDefaultCookieSpecRegistry(name -> null) // the default reads all public suffixes
            .disableAuthCaching()
            .disableConnectionState()
            .build();
    return new Transport(client, host(address.uri(), tls != null), prefix(address.uri()));
  }

  private static HttpClientConnectionOperator operator(URI uri, @Nullable SSLContext tls) {
    // Not the system's where there is none: it reads all authorities, which takes long at first.
    TlsSocketStrategy strategy = tls == null ? null : new DefaultClientTlsStrategy(tls);
    return new DefaultHttpClientConnectionOperator(
        proxy ->
            switch (uri.getScheme()) {
              case "unix" -> UnixSocket.get(uri.getPath());
              case "npipe" -> new NamedPipeSocket(uri.getPath());
              default -> new Socket();
            },
        DefaultSchemePortResolver.INSTANCE,
        SystemDefaultDnsResolver.INSTANCE,
        scheme -> "https".equalsIgnoreCase(scheme) ? strategy : null);
  }

  private static HttpHost host(URI uri, boolean tls) {
    return uri.getScheme().equals("tcp")
        ? new HttpHost(tls ? "https" : "http", uri.getHost(), uri.getPort())
        : new HttpHost(uri.getScheme(), "localhost", 2375);
  }

  private static String prefix(URI uri) {
    String path = uri.getScheme().equals("tcp") ? uri.getRawPath() : "";
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
