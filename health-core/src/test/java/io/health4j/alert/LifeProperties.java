package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.PENDING;
import static io.health4j.alert.Alert.State.RECOVERING;
import static io.health4j.alert.Alert.State.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Lives over random histories, held against what a whole history says when it is looked at. */
class LifeProperties {

  private static final long SECOND = Rig.SECOND;
  private static final long INTERVAL = 5 * SECOND;

  /** A row: a value, or none; and how many seconds after the one before. */
  record Row(double value, int after) {
    boolean isBad() {
      return value > 0.8;
    }

    boolean isGood() {
      return value <= 0.7;
    }

    boolean isKnown() {
      return !Double.isNaN(value);
    }
  }

  /** What a rule wants. */
  record Wants(int bad, int last, int keep) {
    AlertRule rule() {
      return Rig.load().samples(bad, last).keepFiring(keep).undamped().build();
    }
  }

  /** Stretches, so that holds are met; single rows between; holes. */
  @Provide
  Arbitrary<List<Row>> histories() {
    var value = Arbitraries.of(0.9, 0.9, 0.5, 0.5, 0.75, Double.NaN);
    var after = Arbitraries.of(1, 5, 5, 5, 5, 16, 40);
    var stretch =
        Combinators.combine(value, after, Arbitraries.integers().between(1, 8))
            .as((each, gap, times) -> stretch(each, gap, times));
    return stretch.list().ofMinSize(1).ofMaxSize(30).map(LifeProperties::flat);
  }

  private static List<Row> stretch(double value, int after, int times) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < times; i++) {
      rows.add(new Row(value, i == 0 ? after : 5));
    }
    return rows;
  }

  private static List<Row> flat(List<List<Row>> stretches) {
    return stretches.stream().flatMap(List::stream).toList();
  }

  @Provide
  Arbitrary<Wants> wants() {
    var last = Arbitraries.integers().between(1, 8);
    var keep = Arbitraries.integers().between(1, 6);
    return last.flatMap(
        n ->
            Combinators.combine(Arbitraries.integers().between(1, n), keep)
                .as((bad, rows) -> new Wants(bad, n, rows)));
  }

  private static List<State> run(AlertRule rule, List<Row> rows) {
    var life = new Life(rule);
    var states = new ArrayList<State>();
    long tick = Long.MAX_VALUE - 100 * SECOND;
    for (Row row : rows) {
      tick += row.after() * SECOND;
      State before = life.state();
      boolean changed = row.isKnown() ? life.add(tick, row.value(), INTERVAL) : life.unknown();
      assertThat(changed).isEqualTo(before != life.state());
      states.add(life.state());
    }
    return states;
  }

  private static boolean active(State state) {
    return state != null && state.isActive();
  }

  /** The oracle: looks back over the known rows at each row, instead of keeping counts. */
  @Property
  void samples_anyHistory_areAsTheHistorySays(
      @ForAll("histories") List<Row> rows, @ForAll("wants") Wants wants) {
    List<State> states = run(wants.rule(), rows);
    boolean firing = false;
    int firedAt = -1;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      List<Row> known = rows.subList(0, i + 1).stream().filter(Row::isKnown).toList();
      if (!firing && row.isBad() && held(known, wants)) {
        firing = true;
        firedAt = i;
      } else if (firing && row.isGood() && kept(rows.subList(firedAt, i + 1), wants)) {
        firing = false;
        assertThat(states.get(i)).isEqualTo(RESOLVED);
      }
      assertThat(active(states.get(i))).as("row " + i + " of " + states).isEqualTo(firing);
    }
  }

  private static boolean held(List<Row> known, Wants wants) {
    List<Row> latest = known.subList(Math.max(0, known.size() - wants.last()), known.size());
    return latest.stream().filter(Row::isBad).count() >= wants.bad();
  }

  private static boolean kept(List<Row> sinceFired, Wants wants) {
    int good = 0;
    for (Row row : sinceFired) {
      good = row.isGood() ? good + 1 : row.isKnown() ? 0 : good;
    }
    return good >= wants.keep();
  }

  @Property
  void time_anyHistory_firesOnlyAfterItWasBadThroughout(@ForAll("histories") List<Row> rows) {
    long hold = 15 * SECOND;
    List<State> states = run(Rig.load().holdFor(Duration.ofNanos(hold)).undamped().build(), rows);
    long bad = -1;
    long gap = 0;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      gap += row.after() * SECOND;
      if (row.isKnown()) {
        bad = !row.isBad() ? -1 : bad < 0 || gap > 3 * INTERVAL ? 0 : bad + gap;
        gap = 0;
        boolean begins = active(states.get(i)) && (i == 0 || !active(states.get(i - 1)));
        assertThat(begins && bad < hold).as("fired too soon").isFalse();
        assertThat(bad >= hold && !active(states.get(i))).as("lost").isFalse();
      }
    }
  }

  @Property
  void states_anyHistoryAndDamping_followEachOtherAsDrawn(
      @ForAll("histories") List<Row> rows, @ForAll("wants") Wants wants, @ForAll boolean damped) {
    var rule = Rig.load().samples(wants.bad(), wants.last()).keepFiring(wants.keep());
    List<State> states = run((damped ? rule : rule.undamped()).build(), rows);
    State before = null;
    for (int i = 0; i < states.size(); i++) {
      Row row = rows.get(i);
      State now = states.get(i);
      if (now == FIRING && before != FIRING) {
        boolean falls = before == NO_DATA || (before == RECOVERING && (damped || !row.isGood()));
        assertThat(row.isBad() || (falls && row.isKnown())).isTrue();
      } else if (now == RESOLVED && before != RESOLVED) {
        assertThat(row.isGood()).as("resolved only by a good row").isTrue();
        assertThat(active(before)).isTrue();
      } else if (now == PENDING && before != PENDING) {
        assertThat(row.isBad() && !active(before)).isTrue();
      } else if (now == null) {
        assertThat(before).isIn(null, PENDING);
      }
      assertThat(now == NO_DATA).isEqualTo(active(now) && !row.isKnown());
      before = now;
    }
  }

  @Property
  void damping_anyHistory_onlyMakesEndsLater(
      @ForAll("histories") List<Row> rows, @ForAll("wants") Wants wants) {
    List<State> plain = run(wants.rule(), rows);
    var rule = Rig.load().samples(wants.bad(), wants.last()).keepFiring(wants.keep()).build();
    List<State> damped = run(rule, rows);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(active(plain.get(i)) && !active(damped.get(i))).as("an alert is lost").isFalse();
    }
  }

  @Property
  void run_sameHistory_isTheSame(@ForAll("histories") List<Row> rows) {
    var rule = Rig.load().noisy().build();
    assertThat(run(rule, rows)).isEqualTo(run(rule, rows));
  }
}
