package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.HealthCheck;
import io.health4j.check.Target;
import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.api.FakeEngine;
import io.health4j.docker.orphan.Lease;
import io.health4j.docker.orphan.Leases;
import io.health4j.docker.orphan.Orphans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about containers is held against the code. */
class ContainerDocsTest {

  private static final Map<Part, Double> ALL =
      Arrays.stream(Part.values()).collect(Collectors.toMap(part -> part, part -> 1.0));

  @TempDir Path folder;

  private final String page = read();

  private static String read() {
    try {
      return Files.readString(Path.of("../docs/containers.md"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void hasRows(Stream<String> names) {
    List<String> missing =
        names.filter(name -> !page.contains("\n| `" + name + "` |")).sorted().distinct().toList();
    assertThat(missing).describedAs("without a row of their own").isEmpty();
  }

  @Test
  void page_conditions_haveARowEach() {
    hasRows(Stream.of(ContainerCondition.values()).map(ContainerCondition::id));
  }

  @Test
  void page_limits_areNamed() {
    assertThat(ContainerLimit.values())
        .allSatisfy(limit -> assertThat(page).contains("`" + limit.name() + "` ("));
  }

  @Test
  void page_readings_haveARowEach() throws Exception {
    Set<String> names = new TreeSet<>();
    var fake = new FakeEngine();
    try (var engine = ContainerEngine.of(() -> fake);
        Lease lease = Leases.in(folder).acquire("owner")) {
      fake.put(FakeEngine.running("c1", "one", lease.labels()));
      fake.put(FakeEngine.exited("c2", "two", 3, Map.of()));
      fake.usages.put("c1", ContainerUsage.of(ALL));
      HealthCheck all = ContainerChecks.all(engine);
      HealthCheck orphans = Orphans.of(engine, Leases.in(folder), "owner").check();
      for (HealthCheck check : List.of(all, all, ContainerChecks.engine(engine), orphans)) {
        check.check(CheckContext.first(Target.of("host"))).readings().stream()
            .map(reading -> reading.metric().name())
            .forEach(names::add);
      }
    }
    assertThat(names).hasSizeGreaterThan(20);
    hasRows(names.stream());
  }
}
