package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.alert.Outbox.Entry;
import org.junit.jupiter.api.Test;

final class OutboxTest {

  private final Outbox outbox = Outbox.inMemory(3);

  @Test
  void next_severalWait_isTheMostUrgentAndOfEqualsTheOldest() {
    put("a", Severity.WARNING, "g1");
    Entry first = put("a", Severity.CRITICAL, "g2");
    put("a", Severity.CRITICAL, "g3");

    assertThat(outbox.next("a")).contains(first);
    assertThat(outbox.next("b")).isEmpty();
  }

  @Test
  void next_isNotRemoved_isTheSameAgain() {
    Entry entry = put("a", Severity.INFO, "g");

    assertThat(outbox.next("a")).contains(entry);
    assertThat(outbox.next("a")).contains(entry);
    outbox.remove(entry.id());
    assertThat(outbox.next("a")).isEmpty();
    assertThat(outbox.size("a")).isZero();
  }

  @Test
  void put_sameId_takesItsPlace() {
    Entry entry = put("a", Severity.INFO, "g");
    var tried = new Entry(entry.id(), "a", entry.notification(), 1);

    assertThat(outbox.put(tried)).isEmpty();

    assertThat(outbox.size("a")).isEqualTo(1);
    assertThat(outbox.next("a")).contains(tried);
  }

  @Test
  void put_noRoom_theLeastUrgentAndNewestGoesOfWhateverLane() {
    put("a", Severity.CRITICAL, "g1");
    put("b", Severity.WARNING, "g2");
    Entry newest = put("b", Severity.WARNING, "g3");

    var urgent = new Entry(outbox.nextId(), "a", told(Severity.CRITICAL, "g4"), 0);
    assertThat(outbox.put(urgent)).contains(newest);
    var idle = new Entry(outbox.nextId(), "a", told(Severity.INFO, "g5"), 0);
    assertThat(outbox.put(idle)).contains(idle);
    assertThat(outbox.size("a")).isEqualTo(2);
    assertThat(outbox.size("b")).isEqualTo(1);
  }

  @Test
  void find_severalOfOneGroup_areThoseOfThatRouteFromOldToNew() {
    Entry older = put("a", Severity.INFO, "g");
    Entry newer = put("a", Severity.INFO, "g");
    put("b", Severity.INFO, "g");

    assertThat(outbox.find("a", "r")).containsExactly(older, newer);
    assertThat(outbox.find("a", "other")).isEmpty();
  }

  @Test
  void inMemory_capacityOutOfRange_refused() {
    assertThatThrownBy(() -> Outbox.inMemory(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("capacity must be from 1 to 1000000, was 0");
    assertThat(Outbox.inMemory(1).isDurable()).isFalse();
  }

  private Entry put(String lane, Severity severity, String group) {
    var entry = new Entry(outbox.nextId(), lane, told(severity, group), 0);
    assertThat(outbox.put(entry)).isEmpty();
    return entry;
  }

  private static Notification told(Severity severity, String group) {
    return SomeAlerts.notification("r", group, SomeAlerts.firing("rule", group, severity));
  }
}
