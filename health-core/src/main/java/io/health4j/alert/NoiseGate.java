package io.health4j.alert;

/**
 * Tells a breach from noise in the rows of one series: the recommended rule for readings that cross
 * their limit all the time. A crossing of a row or two is noise, ten rows over the limit are a
 * breach, and an alert should start within five rows of it; so at the sixth row in a row it has to
 * be decided whether this one will last. Waiting for six rows alone is wrong too often, and to be
 * surer by waiting is not allowed. Three things help:
 *
 * <ul>
 *   <li><b>The series' own record.</b> Of its runs that reached six rows, how many reached ten? The
 *       odds of that, in which older runs count less and less, say how far it is to be trusted. In
 *       a series whose runs mostly broke off, one that has already fallen back to the limit at its
 *       sixth row is passed over. A run that reaches ten rows fires in any case: nothing is lost,
 *       but then it is late.
 *   <li><b>Proof.</b> An alert whose run reached ten rows is a breach, and clears after ten good
 *       rows: breaches that are less apart are one. An alert whose run broke off before has proved
 *       nothing. It is kept for four times as long, because what caused it mostly comes back: the
 *       next runs then belong to it, instead of raising an alert each.
 *   <li><b>Spikes don't count.</b> While it fires, a run that breaks off before its sixth row does
 *       not start the count of good rows anew.
 * </ul>
 *
 * <p>It is cheap, has no scale (it compares a run only with itself), and remembers two sums. The
 * lengths of six and ten rows follow from what a breach is; the other constants are this project's
 * own judgement, chosen on public series of CPU and memory utilisation (Bitbrains, PlanetLab,
 * Google clusters) and on generated ones.
 *
 * <p>A row that is missing is not added. Not thread-safe.
 */
final class NoiseGate {

  /** The last row of a run at which an alert starts within five rows. */
  private static final int DECIDES = 6;

  /** A run of so many rows is a breach, and so many good rows end it. */
  private static final int BREACH = 10;

  /** So many good rows end an alert that was no breach. */
  private static final int UNPROVEN = 40;

  /** What an older run counts for at the next one. */
  private static final double MEMORY = 0.85;

  /** As if one run had lasted, and a third of one had not: a series without a past is trusted. */
  private static final double LASTED = 1;

  private static final double BROKE = 0.35;

  /** How much it says for a run that its last row is its highest. */
  private static final double STANDING = 2;

  /** Fires where the odds are at least so. */
  private static final double ENOUGH = 0.45;

  private final Limit limit;
  private boolean firing;
  private boolean proven;
  private int run;
  private int good;
  private double highest;
  private double lasted = LASTED;
  private double broke = BROKE;

  /**
   * A gate that has seen nothing.
   *
   * @param direction 1 when larger values are worse, −1 when smaller ones are
   * @param enter bad beyond this
   * @param leave good at or before this; what lies between is neither, and ends a run
   */
  NoiseGate(int direction, double enter, double leave) {
    limit = new Limit(direction, enter, leave);
  }

  /**
   * Takes in the next row.
   *
   * @param value a number
   * @return whether an alert fires after it
   */
  boolean add(double value) {
    if (limit.isBad(value)) {
      bad(limit.direction() * (value - limit.enter()));
    } else {
      ends();
      if (firing && limit.isGood(value)) {
        good++;
        firing = good < (proven ? BREACH : UNPROVEN);
      }
    }
    return firing;
  }

  private void bad(double over) {
    run = Math.min(run + 1, BREACH);
    highest = run == 1 ? over : Math.max(highest, over);
    if (run == DECIDES) {
      good = 0;
    }
    if (!firing && (run == BREACH || (run == DECIDES && isLikely(over)))) {
      firing = true;
      proven = false;
      good = 0;
    }
    proven |= run == BREACH;
  }

  /** Whether a run will last, by how earlier ones went and how far it has fallen back. */
  private boolean isLikely(double over) {
    return lasted / broke * (1 + STANDING * over / highest) >= ENOUGH;
  }

  private void ends() {
    if (run >= DECIDES) {
      lasted = remember(lasted, LASTED, run == BREACH);
      broke = remember(broke, BROKE, run < BREACH);
    }
    run = 0;
  }

  private static double remember(double sum, double start, boolean again) {
    return start + (sum - start) * MEMORY + (again ? 1 : 0);
  }
}
