package io.health4j.nvml;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.score.Score;
import io.health4j.score.Scorer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A score by groups of checks, each of which has a share of the whole however many checks it has:
 * of a machine that lives by its GPUs they are worth 40, its system 30, its network 20 and the
 * host's own process 10 (this project's own judgement).
 *
 * <pre>{@code
 * .watch("worker-1", t -> t.scorer(GpuScorer.standard())
 *     .check("gpu", GpuChecks.all(), c -> c.vital())
 *     .check("system-memory", SystemChecks.memory())
 *     .check("network-gateway", NetChecks.tcp("10.0.0.1", 443)))
 * }</pre>
 *
 * <p>A check belongs to the group whose name it has, or that its own begins with up to a dash. In
 * its group it counts by its weight. One that belongs to no group has no share, but is heard when
 * it is vital.
 *
 * <p>From there on it is {@link Scorer#weighted()}: what is not known leaves its share to the rest,
 * and there is no score when less than half of the whole is known, or a vital check is not. The
 * whole is that of the groups that have checks. And a GPU that is lost or missing holds the score
 * at 0, even where the check that found it is not vital.
 *
 * <p>Immutable, thread-safe.
 */
public final class GpuScorer implements Scorer {

  private static final double MAX_SHARE = 1_000_000;

  private record Group(String name, double share, List<String> checks) {

    /** How many characters of a check's name say that it belongs here; −1 when it does not. */
    int match(String check) {
      int longest = -1;
      for (String each : checks) {
        boolean same = check.equals(each) || check.startsWith(each + "-");
        longest = same ? Math.max(longest, each.length()) : longest;
      }
      return longest;
    }
  }

  private final List<Group> groups;

  private GpuScorer(List<Group> groups) {
    this.groups = List.copyOf(groups);
  }

  /**
   * Groups {@code gpu} 40, {@code system} 30, {@code network} 20 and {@code process} 10.
   *
   * @return the scorer
   */
  public static GpuScorer standard() {
    return new GpuScorer(
        List.of(
            new Group("gpu", 40, List.of("gpu")),
            new Group("system", 30, List.of("system")),
            new Group("network", 20, List.of("network")),
            new Group("process", 10, List.of("process"))));
  }

  /**
   * This scorer with another group, or with another share of one that it has.
   *
   * @param name the group; not blank
   * @param share its part, in relation to the other groups': from 0, where only vital checks of it
   *     are heard, to 1,000,000
   * @param checks the names that checks of the group have or begin with up to a dash; without any,
   *     the group's own. A check that fits several groups belongs to that of the longest name
   * @return a new scorer
   * @throws IllegalArgumentException when a name is blank or the share is out of range
   */
  public GpuScorer group(String name, double share, String... checks) {
    List<String> names = checks.length == 0 ? List.of(name) : List.of(checks);
    if (name.isBlank() || names.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a group's name and its checks' must not be blank");
    }
    if (!(share >= 0 && share <= MAX_SHARE)) {
      throw new IllegalArgumentException(
          "share of group '" + name + "' must be from 0 to 1000000, was " + share);
    }
    Map<String, Group> changed = new LinkedHashMap<>();
    groups.forEach(group -> changed.put(group.name(), group));
    changed.put(name, new Group(name, share, names));
    return new GpuScorer(List.copyOf(changed.values()));
  }

  @Override
  public Score score(List<CheckOutcome> outcomes) {
    Map<Group, Double> weights = new LinkedHashMap<>();
    for (CheckOutcome outcome : outcomes) {
      Group group = groupOf(outcome);
      if (group != null) {
        weights.merge(group, outcome.weight(), Double::sum);
      }
    }
    List<CheckOutcome> shared = new ArrayList<>(outcomes.size());
    for (CheckOutcome outcome : outcomes) {
      shared.add(shared(outcome, weights));
    }
    return Scorer.weighted().score(shared);
  }

  /** With the part of the whole that it has by its group; a lost GPU makes it vital. */
  private CheckOutcome shared(CheckOutcome outcome, Map<Group, Double> weights) {
    Group group = groupOf(outcome);
    double all = group == null ? 0 : weights.getOrDefault(group, 0.0);
    double weight = group == null || all == 0 ? 0 : group.share() * outcome.weight() / all;
    boolean vital = outcome.vital() || foundGpuLost(outcome);
    return new CheckOutcome(
        outcome.check(), weight, vital, outcome.result(), outcome.durationNanos());
  }

  private @Nullable Group groupOf(CheckOutcome outcome) {
    Group best = null;
    int longest = -1;
    for (Group group : groups) {
      int match = group.match(outcome.check());
      best = match > longest ? group : best;
      longest = Math.max(longest, match);
    }
    return best;
  }

  private static boolean foundGpuLost(CheckOutcome outcome) {
    return outcome.status() == Status.CRITICAL
        && outcome.result().findings().stream().anyMatch(GpuScorer::isGpuLost);
  }

  private static boolean isGpuLost(Finding finding) {
    boolean lost =
        finding.condition().equals(GpuCondition.LOST.id())
            || finding.condition().equals(GpuCondition.MISSING.id());
    return lost && finding.status() == Status.CRITICAL;
  }
}
