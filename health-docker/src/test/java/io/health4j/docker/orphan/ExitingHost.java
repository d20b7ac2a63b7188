package io.health4j.docker.orphan;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A host that ends in an orderly way while it holds a lease; says on its output what is asked. */
final class ExitingHost {

  private ExitingHost() {}

  public static void main(String[] arguments) throws Exception {
    var scene = new Scene();
    scene.put("c1", Scene.ours("here"));
    var listed = new CountDownLatch(1);
    var stopping = new CountDownLatch(1);
    boolean hangs = arguments.length > 0;
    scene.engine.before =
        words -> {
          System.out.println(words);
          listed.countDown();
          if (hangs && words.startsWith("stop")) {
            stopping.countDown();
            hang();
          }
        };
    if (hangs) {
      scene.enforcing().guard();
      // However slow this machine is, it comes as far as to where it hangs.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopping)));
    } else {
      var patience = new Guard.Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));
      scene.enforcing().guard(TimeUnit.NANOSECONDS::sleep, new Guard.JvmHooks(), patience);
    }
    listed.await();
    System.out.println("exit");
    System.exit(3);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As native code does, which no interrupt ends. */
  private static void hang() {
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        System.out.println("interrupted");
      }
    }
  }
}
