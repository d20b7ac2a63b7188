package io.health4j.score;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import io.health4j.score.Score.Contribution;
import java.util.List;

/** The scorer of {@link Scorer#worstOf()}. */
enum WorstScorer implements Scorer {
  INSTANCE;

  @Override
  public Score score(List<CheckOutcome> outcomes) {
    Score weighted = Scorer.weighted().score(outcomes); // which knows when there is no score
    return weighted.value().isEmpty()
        ? weighted
        : Score.of(Score.worth(worst(outcomes)), outcomes, contributions(outcomes));
  }

  /** The worst status of what has weight or is vital and is known. */
  private static Status worst(List<CheckOutcome> outcomes) {
    Status worst = Status.HEALTHY;
    for (CheckOutcome outcome : outcomes) {
      if (takesPart(outcome)) {
        worst = worst.worse(outcome.status());
      }
    }
    return worst;
  }

  private static boolean takesPart(CheckOutcome outcome) {
    return outcome.status() != Status.UNKNOWN && (outcome.weight() > 0 || outcome.vital());
  }

  /** The worst decide, in equal parts. */
  private static List<Contribution> contributions(List<CheckOutcome> outcomes) {
    Status worst = worst(outcomes);
    double share = 1.0 / outcomes.stream().filter(each -> decides(each, worst)).count();
    return outcomes.stream()
        .map(
            each -> {
              double part = decides(each, worst) ? share : 0;
              double earned = part * Score.worth(each.status());
              return new Contribution(each.check(), each.status(), part, earned);
            })
        .toList();
  }

  private static boolean decides(CheckOutcome outcome, Status worst) {
    return takesPart(outcome) && outcome.status() == worst;
  }
}
