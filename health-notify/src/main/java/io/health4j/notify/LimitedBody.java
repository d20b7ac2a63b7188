package io.health4j.notify;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an answer's body. What comes after is not read: the connection is closed, so
 * that an answer without end ends.
 */
final class LimitedBody implements BodySubscriber<String> {

  /** Slack's answers repeat the message, after what matters; 16 KiB have room for that. */
  static final int MOST = 16_384;

  private final CompletableFuture<String> body = new CompletableFuture<>();
  private final ByteBuffer bytes = ByteBuffer.allocate(MOST);
  private @Nullable Subscription subscription;

  @Override
  public CompletionStage<String> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> items) {
    for (ByteBuffer item : items) {
      int length = Math.min(item.remaining(), bytes.remaining());
      bytes.put(item.slice().limit(length));
    }
    if (!bytes.hasRemaining() && subscription != null) {
      subscription.cancel();
      onComplete();
    }
  }

  @Override
  public void onError(Throwable thrown) {
    body.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    body.complete(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
  }
}
