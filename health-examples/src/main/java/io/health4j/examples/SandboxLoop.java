package io.health4j.examples;

import io.health4j.check.HealthCheck;
import io.health4j.docker.orphan.Lease;
import io.health4j.docker.orphan.Leases;
import io.health4j.loop.LoopProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An evolutionary search that lets each candidate run in a sandbox of its own, under a lease for
 * each iteration. It has a fault: an iteration that throws while its sandboxes run leaves them
 * behind. Since its lease has ended by then, they are orphans at once.
 *
 * <p>{@link #run} belongs to one thread; all other methods may be called from any.
 */
final class SandboxLoop implements Runnable {

  /** Whose containers they are, in this run and every other. */
  static final String OWNER = "health4j-demo";

  /** Tells the containers of this run from those of others. */
  static final String RUN_LABEL = "io.health4j.demo.run";

  /** At once; an engine starts some in a second. */
  static final int SANDBOXES = 4;

  /** A sandbox that is well takes some hundredths of a second. */
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private static final long PAUSE_MILLIS = 200;

  private final Sandboxes sandboxes;
  private final Leases leases;
  private final Map<String, String> label;
  private final SandboxPlan plan;
  private final SandboxTally tally;
  private final EventLog events;
  private final Knapsack problem;
  private final Breeding breeding;
  private final LoopProbe probe;
  private final Set<String> told = new HashSet<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(SANDBOXES, work -> Daemons.thread(work, "demo-sandbox"));
  private volatile Progress progress = new Progress(0, 0, 0);
  private volatile boolean stopped;

  /**
   * How far it is.
   *
   * @param iterations how many ended well
   * @param thrown how many did not
   * @param best the worth of the best candidate; 0 while there is none
   */
  record Progress(long iterations, long thrown, int best) {}

  SandboxLoop(
      Sandboxes sandboxes, Leases leases, String run, SandboxPlan plan, long seed, Stage stage) {
    this.sandboxes = sandboxes;
    this.leases = leases;
    this.label = Map.of(RUN_LABEL, run);
    this.plan = plan;
    this.tally = new SandboxTally();
    this.events = stage.events();
    var random = new Random(seed);
    problem = new Knapsack(random);
    breeding = new Breeding(random);
    probe = LoopProbe.builder().ticker(stage.ticker()).build();
  }

  /** Searches until it is stopped. */
  @Override
  public void run() {
    try {
      while (!stopped) {
        iteration();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it was stopped, and the engine kept it waiting
    }
  }

  /** One generation of as many candidates as run at once. */
  void iteration() throws InterruptedException {
    try (LoopProbe.Iteration iteration = probe.begin();
        Lease lease = leases.acquire(OWNER)) {
      SandboxPlan.Round round = plan.next(SANDBOXES);
      breeding.add(rated(breeding.children(SANDBOXES), round, labels(lease)));
      List<Breeding.Rated> all = breeding.survivors();
      iteration.population(
          all.size(),
          Knapsack.THINGS,
          (individual, locus) -> all.get(individual).genome().charAt(locus) - '0');
      int best = all.isEmpty() ? 0 : all.get(0).fitness();
      iteration.best(best);
      iteration.succeeded();
      progress = new Progress(progress.iterations + 1, progress.thrown, Math.max(0, best));
    } catch (IOException | IllegalStateException e) {
      lost(Texts.firstLine(e));
    }
  }

  /** This iteration is lost, and the probe told; go on with the next. */
  private void lost(String why) throws InterruptedException {
    progress = new Progress(progress.iterations, progress.thrown + 1, progress.best);
    if (told.size() < 20 && told.add(why)) {
      events.tell("an iteration throws: " + why);
    }
    Thread.sleep(PAUSE_MILLIS);
  }

  private Map<String, String> labels(Lease lease) {
    var labels = new HashMap<>(lease.labels());
    labels.putAll(label);
    return labels;
  }

  private List<Breeding.Rated> rated(
      List<String> genomes, SandboxPlan.Round round, Map<String, String> labels)
      throws IOException, InterruptedException {
    List<String> ids =
        inParallel(
            genomes.size(),
            i -> {
              String id =
                  sandboxes.start(problem.command(round.mishaps().get(i), genomes.get(i)), labels);
              tally.started().increment();
              return id;
            });
    if (round.thrown()) {
      throw new IllegalStateException("on purpose, and its sandboxes are left behind");
    }
    try {
      List<Sandboxes.Ending> endings =
          inParallel(ids.size(), i -> sandboxes.await(ids.get(i), LIMIT));
      return rated(genomes, endings);
    } finally {
      inParallel(
          ids.size(),
          i -> {
            sandboxes.remove(ids.get(i));
            tally.cleaned().increment();
            return i;
          });
    }
  }

  private List<Breeding.Rated> rated(List<String> genomes, List<Sandboxes.Ending> endings)
      throws IOException {
    var rated = new ArrayList<Breeding.Rated>();
    for (int i = 0; i < endings.size(); i++) {
      Sandboxes.Ending ending = endings.get(i);
      tally.ended(ending.kind());
      if (ending.kind() == Sandboxes.Ending.Kind.DONE) {
        rated.add(new Breeding.Rated(genomes.get(i), number(ending.output())));
      }
    }
    return rated;
  }

  private static int number(String output) throws IOException {
    try {
      return Integer.parseInt(output);
    } catch (NumberFormatException e) {
      throw new IOException("a sandbox printed no number, but '" + Texts.fit(output, 40) + "'", e);
    }
  }

  private interface Work<T> {
    T of(int index) throws IOException, InterruptedException;
  }

  /** Does all of it, then throws what the first failure was. */
  private <T> List<T> inParallel(int count, Work<T> work) throws IOException, InterruptedException {
    var all = new ArrayList<Callable<T>>();
    for (int i = 0; i < count; i++) {
      int index = i;
      all.add(() -> work.of(index));
    }
    var done = new ArrayList<T>();
    for (Future<T> each : threads.invokeAll(all)) {
      try {
        done.add(each.get());
      } catch (ExecutionException e) {
        throw new IOException(
            Texts.firstLine(Objects.requireNonNull(e.getCause())),
            Objects.requireNonNull(e.getCause()));
      }
    }
    return done;
  }

  /** The iteration that is under way is the last. */
  void stop() {
    stopped = true;
  }

  HealthCheck health() {
    return probe.health();
  }

  Progress progress() {
    return progress;
  }

  SandboxTally tally() {
    return tally;
  }

  String title() {
    return Texts.format(
        "a knapsack for %d things, up to %,d; each candidate in a container",
        Knapsack.THINGS, problem.capacity());
  }
}
