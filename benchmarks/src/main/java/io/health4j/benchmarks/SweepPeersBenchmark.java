package io.health4j.benchmarks;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.health.api.HealthRegistry;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;

/**
 * As many checks run by others, which only run them: there is no score, settled state or past. Each
 * answers that all is well in the cheapest way that its library has, {@value #BARE}; or with five
 * new values as ours do, {@value #VALUES}. They are asked as their own endpoints ask them, before
 * anything is written as text.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SweepPeersBenchmark {

  static final String BARE = "bare";
  static final String VALUES = "values";

  private static final int ALL = Sweep.TARGETS * Sweep.CHECKS;

  /** For JMH. */
  public SweepPeersBenchmark() {}

  private static String name(int check) {
    return "target" + check / Sweep.CHECKS + ".check" + check % Sweep.CHECKS;
  }

  private static <T> T all(T result, int size) {
    if (size != ALL) {
      throw new IllegalStateException("ran " + size + " of " + ALL + " checks");
    }
    return result;
  }

  /** What the peers have in common. */
  @State(Scope.Thread)
  public abstract static class Peer {

    /** What each check answers. */
    @Param({BARE, VALUES})
    public String answer = BARE;

    boolean isBare() {
      return answer.equals(BARE);
    }
  }

  /** Dropwizard's registry. */
  public static class Dropwizard extends Peer {

    private final HealthCheckRegistry registry = new HealthCheckRegistry();

    /** Registers all checks. */
    @Setup
    public void register() {
      for (int i = 0; i < ALL; i++) {
        registry.register(name(i), isBare() ? new Healthy() : new ValuedCheck());
      }
    }

    private static final class Healthy extends HealthCheck {
      @Override
      protected Result check() {
        return Result.healthy();
      }
    }

    private static final class ValuedCheck extends HealthCheck {
      private double value;

      @Override
      protected Result check() {
        value++;
        var result = Result.builder().healthy();
        for (String name : Sweep.VALUES) {
          result.withDetail(name, value);
        }
        return result.build();
      }
    }

    /** Ends its threads. */
    @TearDown
    public void close() {
      registry.shutdown();
    }
  }

  /** Spring Boot's health endpoint, without an application context around it. */
  public static class SpringBoot extends Peer {

    private final DefaultHealthContributorRegistry registry =
        new DefaultHealthContributorRegistry();
    private final HealthEndpoint endpoint =
        new HealthEndpoint(
            registry, null, HealthEndpointGroups.of(new SpringGroup(), Map.of()), null);

    /** Registers all checks. */
    @Setup
    public void register() {
      for (int i = 0; i < ALL; i++) {
        HealthIndicator check = isBare() ? () -> Health.up().build() : new ValuedIndicator();
        registry.registerContributor(name(i), check);
      }
    }

    private static final class ValuedIndicator implements HealthIndicator {
      private double value;

      @Override
      public Health health() {
        value++;
        var health = Health.up();
        for (String name : Sweep.VALUES) {
          health.withDetail(name, value);
        }
        return health.build();
      }
    }
  }

  /** SmallRye Health, whose reporter needs a CDI container around it. */
  public static class SmallRye extends Peer {

    private static final Logger CHATTER = Logger.getLogger("org.jboss.weld");

    static {
      CHATTER.setLevel(Level.WARNING);
    }

    private final SeContainer container = SeContainerInitializer.newInstance().initialize();
    private final SmallRyeHealthReporter reporter =
        container.select(SmallRyeHealthReporter.class).get();

    /** Registers all checks. */
    @Setup
    public void register() {
      var registry = container.select(HealthRegistry.class, Liveness.Literal.INSTANCE).get();
      for (int i = 0; i < ALL; i++) {
        String name = name(i);
        registry.register(
            name, isBare() ? () -> HealthCheckResponse.up(name) : new ValuedResponse(name));
      }
    }

    private static final class ValuedResponse
        implements org.eclipse.microprofile.health.HealthCheck {
      private final String name;
      private long value; // it takes whole numbers only

      private ValuedResponse(String name) {
        this.name = name;
      }

      @Override
      public HealthCheckResponse call() {
        value++;
        var response = HealthCheckResponse.named(name).up();
        for (String each : Sweep.VALUES) {
          response.withData(each, value);
        }
        return response.build();
      }
    }

    /** Ends the container. */
    @TearDown
    public void close() {
      container.close();
    }
  }

  /**
   * Dropwizard.
   *
   * @param peer the registry
   * @return all results
   */
  @Benchmark
  public Object dropwizard(Dropwizard peer) {
    var results = peer.registry.runHealthChecks();
    return all(results, results.size());
  }

  /**
   * Spring Boot.
   *
   * @param peer the endpoint
   * @return the tree of all results
   */
  @Benchmark
  public Object springBoot(SpringBoot peer) {
    return peer.endpoint.health();
  }

  /**
   * SmallRye Health.
   *
   * @param peer the reporter
   * @return the answer with all results
   */
  @Benchmark
  public Object smallRye(SmallRye peer) {
    var health = peer.reporter.getHealth();
    return all(health, health.getPayload().getJsonArray("checks").size());
  }
}
