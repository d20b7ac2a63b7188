package io.health4j.notify;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which thread tells of which group; the {@value #MOST} that were used last. */
final class SlackThreads {

  static final int MOST = 1_000;

  @GuardedBy("this")
  private final Map<String, String> threads =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  synchronized @Nullable String get(String group) {
    return threads.get(group);
  }

  /** The first message of a group is the one that others answer. */
  synchronized void begin(String group, String first) {
    threads.putIfAbsent(group, first);
  }

  synchronized void end(String group) {
    threads.remove(group);
  }
}
