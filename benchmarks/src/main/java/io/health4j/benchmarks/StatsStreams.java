package io.health4j.benchmarks;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The other way to know what containers use: a stream for each, which the engine feeds. */
final class StatsStreams implements AutoCloseable {

  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

  StatsStreams(Path socket, List<String> ids) throws IOException {
    for (String id : ids) {
      var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
      String request = "GET /containers/" + id + "/stats HTTP/1.1\r\nHost: localhost\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    }
  }

  /** Reads what comes for a while, and looks at none of it: a client would pay more. */
  void read(long nanos) throws IOException {
    long start = System.nanoTime();
    long left = nanos;
    while (left > 0) {
      selector.select(this::drain, Math.max(1, left / 1_000_000));
      left = nanos - (System.nanoTime() - start);
    }
  }

  private void drain(SelectionKey key) {
    try {
      buffer.clear();
      if (((SocketChannel) key.channel()).read(buffer) < 0) {
        key.cancel();
      }
    } catch (IOException e) {
      key.cancel();
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
