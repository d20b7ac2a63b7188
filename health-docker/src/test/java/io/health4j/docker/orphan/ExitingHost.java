package io.health4j.docker.orphan;

import java.util.concurrent.CountDownLatch;

/** A host that ends in an orderly way while it holds a lease; says on its output what is asked. */
final class ExitingHost {

  private ExitingHost() {}

  public static void main(String[] arguments) throws Exception {
    var scene = new Scene();
    scene.put("c1", Scene.ours("here"));
    var listed = new CountDownLatch(1);
    boolean hangs = arguments.length > 0;
    scene.engine.before =
        words -> {
          System.out.println(words);
          listed.countDown();
          if (hangs && words.startsWith("stop")) {
            hang();
          }
        };
    scene.enforcing().guard();
    listed.await();
    System.out.println("exit");
    System.exit(3);
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
