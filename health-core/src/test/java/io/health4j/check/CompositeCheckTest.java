package io.health4j.check;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositeCheckTest {

  private static final Metric LEVEL = Metric.gauge("test.level", "1", "A level.");
  private static final Threshold LIMIT = Threshold.above().warning(10, 5).build();

  private static HealthCheck of(Status status) {
    return status.isFailing()
        ? Checks.holds("is-" + status, status, "", () -> false)
        : context -> status == UNKNOWN ? CheckResult.unknown("dark") : CheckResult.healthy();
  }

  /** Parts named a, b, … of these statuses. */
  private static Map<String, HealthCheck> parts(String statuses) {
    var parts = new LinkedHashMap<String, HealthCheck>();
    Arrays.stream(statuses.split(" "))
        .forEach(s -> parts.put(Character.toString('a' + parts.size()), of(Status.valueOf(s))));
    return parts;
  }

  private static CheckResult run(HealthCheck check) throws Exception {
    return new CheckRunner(check).run();
  }

  private static String findings(CheckResult result) {
    return result.findings().stream().map(Finding::subject).collect(joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "HEALTHY, HEALTHY",
    "HEALTHY HEALTHY, HEALTHY",
    "HEALTHY UNKNOWN, UNKNOWN",
    "UNKNOWN WARNING, WARNING",
    "CRITICAL WARNING UNKNOWN HEALTHY, CRITICAL"
  })
  void allOf_anyParts_isAsBadAsTheWorst(String parts, Status whole) throws Exception {
    assertThat(run(Checks.allOf(parts(parts))).status()).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({
    "CRITICAL UNKNOWN HEALTHY WARNING, HEALTHY, ''",
    "CRITICAL UNKNOWN WARNING, WARNING, c",
    "CRITICAL UNKNOWN, UNKNOWN, ''",
    "CRITICAL CRITICAL, CRITICAL, a b"
  })
  void anyOf_anyParts_isAsGoodAsTheBestAndHasItsFindings(
      String parts, Status whole, String subjects) throws Exception {
    CheckResult result = run(Checks.anyOf(parts(parts)));

    assertThat(result.status()).isEqualTo(whole);
    assertThat(findings(result)).isEqualTo(subjects);
  }

  @Test
  void anyOf_oneOfTwoFails_isToldAndCounted() throws Exception {
    CheckResult result = run(Checks.anyOf(parts("HEALTHY CRITICAL")));

    assertThat(result.message()).isEqualTo("b: is-CRITICAL");
    assertThat(CheckRunner.reading(result, "health.parts.healthy").value()).isEqualTo(1);
  }

  @Test
  void allOf_sameCheckTwice_subjectsAndReadingsStayApart() throws Exception {
    var parts = new LinkedHashMap<String, HealthCheck>();
    parts.put("a", Checks.value(LEVEL, () -> 11, LIMIT));
    parts.put("b", Checks.value(LEVEL, () -> 12, LIMIT));

    CheckResult result = run(Checks.allOf(parts));

    assertThat(findings(result)).isEqualTo("a/test.level b/test.level");
    assertThat(CheckRunner.reading(result, "test.level", "health.part", "a").value()).isEqualTo(11);
    assertThat(CheckRunner.reading(result, "test.level", "health.part", "b").value()).isEqualTo(12);
    assertThat(result.message())
        .isEqualTo(
            "a: value-beyond-limit test.level 11 (limit 10);"
                + " b: value-beyond-limit test.level 12 (limit 10)");
  }

  @Test
  void allOf_nested_namesTheWholeWay() throws Exception {
    HealthCheck inner = Checks.allOf(Map.of("in", Checks.value(LEVEL, () -> 11, LIMIT)));

    CheckResult result = run(Checks.allOf(Map.of("out", inner)));

    assertThat(findings(result)).isEqualTo("out/in/test.level");
    CheckRunner.reading(result, "test.level", "health.part", "out/in");
    CheckRunner.reading(result, "health.parts.healthy", "health.part", "out");
    CheckRunner.reading(result, "health.parts.healthy");
  }

  @Test
  void allOf_partsInTurn_eachKeepsItsOwnHysteresis() throws Exception {
    var a = new AtomicInteger(11);
    var b = new AtomicInteger(1);
    var parts = new LinkedHashMap<String, HealthCheck>();
    parts.put("a", Checks.value(LEVEL, a::get, LIMIT));
    parts.put("b", Checks.value(LEVEL, b::get, LIMIT));
    var runner = new CheckRunner(Checks.allOf(parts));
    runner.run();

    a.set(7);
    b.set(7);

    assertThat(findings(runner.run()))
        .as("7 is left by a only, since b never entered")
        .isEqualTo("a/test.level");
  }

  @Test
  void allOf_partUnknownInBetween_remembersWhatItLastKnew() throws Exception {
    var now = new AtomicReference<>(11.0);
    var parts = Map.of("a", Checks.value(LEVEL, now::get, LIMIT));
    var runner = new CheckRunner(Checks.allOf(parts));
    runner.run();
    now.set(Double.NaN);
    assertThat(runner.run().status()).isEqualTo(UNKNOWN);
    now.set(7.0);

    assertThat(runner.run().status()).isEqualTo(WARNING);
  }

  @Test
  void allOf_partThrows_isUnknownAndTakesNothingFromTheOthers() throws Exception {
    var parts = new LinkedHashMap<String, HealthCheck>();
    parts.put(
        "a",
        context -> {
          throw new LinkageError("token=secret");
        });
    parts.put("b", context -> null);
    parts.put("c", of(CRITICAL));

    CheckResult result = run(Checks.allOf(parts));

    assertThat(result.status()).isEqualTo(CRITICAL);
    assertThat(result.message())
        .isEqualTo("a: threw LinkageError; b: answered null; c: is-CRITICAL");
    assertThat(result.cause()).as("would open the breaker of the whole").isNull();
    parts.remove("c");
    assertThat(run(Checks.allOf(parts)).status()).isEqualTo(UNKNOWN);
  }

  @Test
  void allOf_interrupted_beginsNoOtherPart() {
    var called = new AtomicInteger();
    var parts = new LinkedHashMap<String, HealthCheck>();
    parts.put(
        "a",
        context -> {
          Thread.currentThread().interrupt();
          return CheckResult.healthy();
        });
    parts.put("b", context -> CheckResult.of(HEALTHY, "" + called.incrementAndGet()));

    assertThatThrownBy(() -> run(Checks.allOf(parts)))
        .isInstanceOf(InterruptedException.class)
        .hasMessage("given up before b");
    assertThat(called).hasValue(0);
  }

  @Test
  void allOf_partInterrupted_isPassedOn() {
    HealthCheck interrupted =
        context -> {
          throw new InterruptedException("given up");
        };

    assertThatThrownBy(() -> run(Checks.allOf(Map.of("a", interrupted))))
        .isInstanceOf(InterruptedException.class)
        .hasMessage("given up");
  }

  @Test
  void allOf_occurrences_areKept() throws Exception {
    var happened =
        new Occurrence("test.it", "it happened", OptionalDouble.of(1), Attributes.none(), 5);
    HealthCheck part = context -> CheckResult.builder().occurrence(happened).build();

    assertThat(run(Checks.anyOf(Map.of("a", part))).occurrences())
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.message()).isEqualTo("it happened");
              assertThat(kept.attributes().get("health.part")).isEqualTo("a");
              assertThat(kept.tick()).isEqualTo(5);
            });
  }

  @Test
  void allOf_messageOfManyLines_isOneShortLine() throws Exception {
    HealthCheck talker = context -> CheckResult.of(WARNING, "a\nb" + "c".repeat(9_000));
    HealthCheck silent = context -> CheckResult.of(WARNING, "");

    assertThat(run(Checks.allOf(Map.of("a", talker))).message())
        .startsWith("a: a bccc")
        .hasSizeLessThan(220)
        .hasLineCount(1);
    assertThat(run(Checks.allOf(Map.of("a", silent))).message()).isEqualTo("a: WARNING");
  }

  @Test
  void allOf_mapChangedLater_isACopy() throws Exception {
    Map<String, HealthCheck> parts = parts("HEALTHY");
    HealthCheck check = Checks.allOf(parts);
    parts.put("z", of(CRITICAL));

    assertThat(run(check).status()).isEqualTo(HEALTHY);
  }

  @Test
  void allOf_badParts_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checks.allOf(Map.of()))
        .withMessage("parts must hold at least one check, held none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checks.anyOf(Map.of("a/b", of(HEALTHY))))
        .withMessage("a part's name must not be blank or hold a '/', was 'a/b'");
    assertThatIllegalArgumentException().isThrownBy(() -> Checks.anyOf(Map.of(" ", of(HEALTHY))));
  }
}
