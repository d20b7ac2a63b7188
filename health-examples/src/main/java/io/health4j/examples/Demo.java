package io.health4j.examples;

import io.health4j.nvml.Nvml;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The entry point, and the one place where exit codes are given. */
public final class Demo {

  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private Demo() {}

  /**
   * Runs the demo and ends the process: with 0 when its time is over, 1 when containers are left, 2
   * for a wrong option or a port in use; a signal ends it with the summary and the JVM's own code,
   * 130 for Ctrl-C.
   *
   * @param args the options, see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(run(Terminal.detect(), System.err, args));
  }

  static int run(Terminal terminal, PrintStream err, String... args) {
    List<String> rest = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
    String command = args.length > 0 ? args[0] : "";
    try {
      if (command.equals(BacktestOptions.COMMAND)) {
        backtest(terminal, rest);
        return OK;
      }
      Optional<Session> session =
          switch (command) {
            case WorkersOptions.COMMAND -> workers(terminal, rest);
            case GpuOptions.COMMAND -> gpus(terminal, rest);
            default -> isWithContainers(args) ? containers(terminal, args) : search(terminal, args);
          };
      if (session.isPresent()) {
        return runUntilSignal(session.get());
      }
      terminal.out().print(Help.TEXT);
      return OK;
    } catch (UsageException e) {
      err.println("demo: " + e.getMessage());
      return USAGE;
    }
  }

  private static void backtest(Terminal terminal, List<String> args) {
    BacktestOptions.parse(args)
        .ifPresentOrElse(
            options -> Backtest.run(options, terminal.out()),
            () -> terminal.out().print(Help.TEXT));
  }

  private static Optional<Session> search(Terminal terminal, String... args) {
    var options = DemoOptions.parse(args);
    return options.help()
        ? Optional.empty()
        : Optional.of(
            new Session(
                options.seconds(),
                options.port(),
                terminal,
                stage -> new SearchShow(options, stage)));
  }

  private static boolean isWithContainers(String... args) {
    return Arrays.asList(args).contains(ContainersOptions.FLAG);
  }

  private static Optional<Session> containers(Terminal terminal, String... args) {
    var options = ContainersOptions.parse(Arrays.asList(args));
    if (options.help()) {
      return Optional.empty();
    }
    var place = ContainersPlace.prepare();
    return Optional.of(
        new Session(
            options.seconds(),
            options.port(),
            terminal,
            stage -> new ContainersShow(options, stage, place.sandboxes(), place.engine())));
  }

  private static Optional<Session> workers(Terminal terminal, List<String> args) {
    var options = WorkersOptions.parse(args);
    return options.help()
        ? Optional.empty()
        : Optional.of(
            new Session(
                options.seconds(),
                options.port(),
                terminal,
                stage -> new WorkersShow(options, stage)));
  }

  private static Optional<Session> gpus(Terminal terminal, List<String> args) {
    var options = GpuOptions.parse(args);
    if (options.help()) {
      return Optional.empty();
    }
    if (options.machine().isEmpty()) {
      GpuWatch.whyNone(Nvml.shared()).ifPresent(Demo::refuse);
    }
    return Optional.of(
        new Session(
            options.seconds(), options.port(), terminal, stage -> new GpuShow(options, stage)));
  }

  private static void refuse(String why) {
    throw new UsageException(
        "no GPU here: " + why + " (./demo gpu --machine dgx-h100 shows a canned one)");
  }

  private static int runUntilSignal(Session session) {
    var onSignal = new Thread(session::finish, "demo-signal");
    Runtime.getRuntime().addShutdownHook(onSignal);
    session.run();
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException e) {
      // A signal came first; its thread finishes the session, and the process ends with it.
    }
    return session.succeeded() ? OK : FAILED;
  }
}
