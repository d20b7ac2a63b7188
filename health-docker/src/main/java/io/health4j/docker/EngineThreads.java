package io.health4j.docker;

import io.health4j.docker.api.EngineApi;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the threads of an engine's calls: daemons that take nothing over from who makes them. */
final class EngineThreads {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerEngine.class);

  private EngineThreads() {}

  static Thread daemon(String name, Runnable task) {
    var thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(EngineThreads.class.getClassLoader());
    return thread;
  }

  /** Does what may block on a thread of its own; here, when there is none to be had. */
  static void apart(String name, Runnable task) {
    try {
      daemon(name, task).start();
    } catch (OutOfMemoryError e) {
      task.run();
    }
  }

  /** Closes connections; what that throws concerns nobody any more. */
  static void close(EngineApi api) {
    try {
      api.close();
    } catch (RuntimeException | Error e) {
      LOG.debug("closing a connection to a container engine failed: {}", Mishap.text(e));
    }
  }

  /** One thread that looks at deadlines; there only while there are some. */
  static ScheduledThreadPoolExecutor watch() {
    var watch = new ScheduledThreadPoolExecutor(1, task -> daemon("health4j-engine-watch", task));
    watch.setRemoveOnCancelPolicy(true);
    watch.setKeepAliveTime(1, TimeUnit.SECONDS);
    watch.allowCoreThreadTimeOut(true);
    return watch;
  }
}
