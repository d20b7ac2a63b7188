package io.health4j.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Several checks as one.
 *
 * <p>To each part it is as if it stood alone: it is given its own last known answer, so that its
 * thresholds keep their hysteresis, and what it throws makes it UNKNOWN and takes nothing from the
 * others. To the outside it is one check, with one timeout and one breaker; so a part's exception
 * does not count as a failure of the whole, or one broken part would soon have all left alone.
 *
 * <p>When all must hold the worst status counts. When one is enough the best does, and a part that
 * is UNKNOWN is better than one known to have failed: it may be the one that holds. An answer must
 * not be better than its findings, so then those of parts that are worse are left out; the message
 * still tells of them.
 */
final class CompositeCheck implements HealthCheck {

  static final Metric HEALTHY_PARTS =
      Metric.gauge("health.parts.healthy", "{check}", "Parts of a combined check that are well.");

  private static final int PART_LENGTH = 200;

  /** When one is enough, from best to worst. */
  private static final List<Status> BEST_FIRST =
      List.of(Status.HEALTHY, Status.WARNING, Status.UNKNOWN, Status.CRITICAL);

  private record Answer(Part part, CheckResult result) {}

  private final List<Part> parts = new ArrayList<>();
  private final boolean oneIsEnough;

  CompositeCheck(Map<String, HealthCheck> checks, boolean oneIsEnough) {
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("parts must hold at least one check, held none");
    }
    checks.forEach((name, check) -> parts.add(new Part(name, check)));
    this.oneIsEnough = oneIsEnough;
  }

  @Override
  public CheckResult check(CheckContext context) throws InterruptedException {
    var answers = new ArrayList<Answer>(parts.size());
    for (Part part : parts) {
      answers.add(new Answer(part, part.look(context)));
    }
    Status status = status(answers);
    var findings = new ArrayList<Finding>();
    var readings = new ArrayList<Reading>();
    var occurrences = new ArrayList<Occurrence>();
    for (Answer answer : answers) {
      answer.part.addReadings(answer.result, readings);
      answer.part.addOccurrences(answer.result, occurrences);
      if (!oneIsEnough || answer.result.status() == status) {
        answer.part.addFindings(answer.result, findings);
      }
    }
    readings.add(Reading.of(HEALTHY_PARTS, healthy(answers)));
    return new CheckResult(status, message(answers), readings, findings, occurrences, null);
  }

  private Status status(List<Answer> answers) {
    var statuses = answers.stream().map(answer -> answer.result.status());
    return oneIsEnough
        ? statuses.min(Comparator.comparing(BEST_FIRST::indexOf)).orElseThrow()
        : statuses.reduce(Status.HEALTHY, Status::worse);
  }

  private static double healthy(List<Answer> answers) {
    return answers.stream().filter(answer -> answer.result.status() == Status.HEALTHY).count();
  }

  private static String message(List<Answer> answers) {
    var text = new StringJoiner("; ");
    for (Answer answer : answers) {
      if (answer.result.status() != Status.HEALTHY) {
        String said = Texts.line(answer.result.message(), PART_LENGTH);
        text.add(answer.part.name() + ": " + (said.isEmpty() ? answer.result.status() : said));
      }
    }
    return text.toString();
  }
}
