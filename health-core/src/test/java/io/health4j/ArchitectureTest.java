package io.health4j;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The arrows between packages are those of docs/architecture.md, and no other. */
@AnalyzeClasses(packages = "io.health4j", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String ROOT = "io.health4j";

  /** Package → packages that it may use; the root may use all. */
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "time", Set.of(),
          "check", Set.of("time"),
          "loop", Set.of("check", "time"),
          "score", Set.of("check", "time"),
          "state", Set.of("check", "score", "time"),
          "report", Set.of("check", "score", "state", "time"),
          "alert", Set.of("check", "report", "score", "time"),
          "recovery", Set.of("alert", "check", "report", "time"));

  private static final int MAX_PUBLIC_TYPES = 67;

  @ArchTest
  static void packages_dependOnlyAlongTheArrows(JavaClasses classes) {
    var strangers = new TreeSet<String>();
    var used = new TreeMap<String, Set<String>>();
    for (var type : classes) {
      String from = name(type.getPackageName());
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getPackageName();
        String to = ours(target) ? name(target) : from;
        if (!from.equals(to)) {
          used.computeIfAbsent(from, key -> new TreeSet<>()).add(to);
          if (!from.isEmpty() && !ARROWS.getOrDefault(from, Set.of()).contains(to)) {
            strangers.add(dependency.getDescription());
          }
        }
      }
    }
    assertThat(strangers).isEmpty();
    assertThat(used.get("")).as("the test sees arrows at all").contains("check", "report");
  }

  @ArchTest
  static void packages_areAllKnown(JavaClasses classes) {
    for (var type : classes) {
      String name = name(type.getPackageName());
      assertThat(name.isEmpty() || ARROWS.containsKey(name)).as(type.getName()).isTrue();
    }
  }

  @ArchTest
  static void packages_haveNoCycles(JavaClasses classes) {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @ArchTest
  static void publicTypes_stayWithinTheBudget(JavaClasses classes) {
    long top =
        classes.stream()
            .filter(
                type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
            .count();
    assertThat(top).isBetween(10L, (long) MAX_PUBLIC_TYPES);
  }

  private static boolean ours(String name) {
    return name.equals(ROOT) || name.startsWith(ROOT + ".");
  }

  private static String name(String name) {
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }
}
