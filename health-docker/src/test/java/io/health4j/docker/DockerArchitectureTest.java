package io.health4j.docker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between packages are those of docs/architecture.md, and no other. */
@AnalyzeClasses(packages = "io.health4j.docker", importOptions = DoNotIncludeTests.class)
final class DockerArchitectureTest {

  private static final String ROOT = "io.health4j.docker";

  @ArchTest
  static void api_knowsNobody(JavaClasses classes) {
    onlyBy("api", "client", "usage", "orphan", "").check(classes);
  }

  @ArchTest
  static void clientAndUsage_areKnownToTheRootOnly(JavaClasses classes) {
    onlyBy("client", "").check(classes);
    onlyBy("usage", "").check(classes);
  }

  @ArchTest
  static void orphanAndRoot_areKnownToNobody(JavaClasses classes) {
    onlyBy("orphan").check(classes);
    onlyBy("").check(classes);
  }

  /** The classes of a package are used by those of these packages and its own. */
  private static ArchRule onlyBy(String owner, String... users) {
    String[] names = new String[users.length + 1];
    names[0] = name(owner);
    for (int i = 0; i < users.length; i++) {
      names[i + 1] = name(users[i]);
    }
    return classes()
        .that()
        .resideInAPackage(name(owner))
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAnyPackage(names);
  }

  private static String name(String part) {
    return part.isEmpty() ? ROOT : ROOT + "." + part;
  }
}
