package io.health4j.examples;

import java.io.PrintStream;

/** The entry point, and the one place where exit codes are given. */
public final class Demo {

  static final int OK = 0;
  static final int USAGE = 2;

  private Demo() {}

  /**
   * Runs the demo and ends the process: with 0 when its time is over, 2 for a wrong option or a
   * port in use; a signal ends it with the summary and the JVM's own code, 130 for Ctrl-C.
   *
   * @param args the options, see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(run(Terminal.detect(), System.err, args));
  }

  static int run(Terminal terminal, PrintStream err, String... args) {
    try {
      var options = DemoOptions.parse(args);
      if (options.help()) {
        terminal.out().print(DemoOptions.HELP);
      } else {
        runUntilSignal(new Session(options, terminal));
      }
      return OK;
    } catch (UsageException e) {
      err.println("demo: " + e.getMessage());
      return USAGE;
    }
  }

  private static void runUntilSignal(Session session) {
    var onSignal = new Thread(session::finish, "demo-signal");
    Runtime.getRuntime().addShutdownHook(onSignal);
    session.run();
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException e) {
      // A signal came first; its thread finishes the session, and the process ends with it.
    }
  }
}
