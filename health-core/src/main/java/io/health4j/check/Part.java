package io.health4j.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the checks of a {@link CompositeCheck}, and what it last knew. */
final class Part {

  static final String ATTRIBUTE = "health.part";

  private final String name;
  private final HealthCheck check;
  private @Nullable CheckResult previous;

  Part(String name, HealthCheck check) {
    if (name.isBlank() || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "a part's name must not be blank or hold a '/', was '" + name + "'");
    }
    this.name = name;
    this.check = check;
  }

  String name() {
    return name;
  }

  CheckResult look(CheckContext context) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("given up before " + name);
    }
    CheckResult result = call(context);
    previous = result.status() == Status.UNKNOWN ? previous : result;
    return result;
  }

  private CheckResult call(CheckContext whole) throws InterruptedException {
    var context = CheckContext.of(whole.target(), previous, whole.ticker(), whole.lostTime());
    try {
      CheckResult result = check.check(context);
      return result == null ? CheckResult.unknown("answered null") : result;
    } catch (InterruptedException e) {
      throw e; // the call of the whole was given up
    } catch (Throwable e) { // a part may throw an Error too; its message may hold a secret
      return CheckResult.unknown("threw " + e.getClass().getSimpleName());
    }
  }

  void addFindings(CheckResult result, List<Finding> all) {
    for (Finding each : result.findings()) {
      all.add(
          new Finding(
              each.condition(),
              inside(each.subject()),
              each.status(),
              each.value(),
              each.limit(),
              each.limitSource(),
              each.remedy()));
    }
  }

  void addReadings(CheckResult result, List<Reading> all) {
    for (Reading each : result.readings()) {
      Attributes attributes = inside(each.attributes());
      all.add(new Reading(each.metric(), each.value(), attributes, each.distribution()));
    }
  }

  void addOccurrences(CheckResult result, List<Occurrence> all) {
    for (Occurrence each : result.occurrences()) {
      Attributes attributes = inside(each.attributes());
      all.add(new Occurrence(each.name(), each.message(), each.value(), attributes, each.tick()));
    }
  }

  private Attributes inside(Attributes attributes) {
    String deeper = attributes.get(ATTRIBUTE);
    return attributes.with(ATTRIBUTE, deeper == null ? name : inside(deeper));
  }

  private String inside(String subject) {
    return subject.isEmpty() ? name : name + "/" + subject;
  }
}
