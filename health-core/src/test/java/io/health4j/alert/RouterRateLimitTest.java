package io.health4j.alert;

import static io.health4j.alert.RouterRig.route;
import static io.health4j.alert.Severity.CRITICAL;
import static io.health4j.alert.Severity.INFO;
import static io.health4j.alert.Severity.WARNING;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.AlertEngine.Dispatch;
import io.health4j.alert.RouterRig.Sink;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many notifications leave by a route, and that nothing is lost by it. */
class RouterRateLimitTest {

  private final RouterRig rig = new RouterRig(route("chat").atMost(2, ofSeconds(20)));

  @Test
  void due_moreGroupsThanAllowed_theRestLeavesTogetherWhenItMay() {
    for (String target : List.of("a", "b", "c", "d")) {
      rig.fire("mem@" + target, WARNING);
    }
    assertThat(rig.pass(100))
        .containsExactly(
            "0.5 chat FIRED target=a [mem@a]",
            "0.5 chat FIRED target=b [mem@b]",
            "10.5 chat FIRED * [mem@c, mem@d]");
  }

  @Test
  void due_groupsWait_theMostUrgentLeavesFirst() {
    rig.fire("mem@a", INFO);
    rig.fire("mem@b", WARNING);
    rig.pass(0.4);
    rig.fire("mem@c", WARNING);
    rig.fire("gpu@d", CRITICAL);
    assertThat(rig.pass(0.1))
        .containsExactly("0.4 chat FIRED target=d [gpu@d]", "0.5 chat FIRED target=b [mem@b]");
    rig.fire("gpu@e", CRITICAL);
    assertThat(rig.pass(100)).containsExactly("10.4 chat FIRED * [gpu@e, mem@c, mem@a]");
  }

  @Test
  void due_oneGroupWaits_keepsItsKey() {
    rig.fire("mem@a", WARNING);
    rig.fire("mem@b", WARNING);
    rig.fire("mem@c", WARNING);
    assertThat(rig.pass(100)).contains("10.5 chat FIRED target=c [mem@c]");
  }

  @Test
  void due_endsWhileItWaits_isToldOnceAsEnded() {
    rig.fire("mem@a", WARNING);
    rig.fire("mem@b", WARNING);
    rig.fire("mem@c", WARNING);
    rig.pass(1);
    rig.end("mem@c");
    assertThat(rig.pass(100)).containsExactly("10.5 chat ENDED target=c [-mem@c]");
  }

  @Test
  void due_aFlood_leavesInNotificationsOfAHundred() {
    for (int i = 0; i < 303; i++) {
      rig.fire("mem@t" + i, i == 302 ? CRITICAL : WARNING);
    }
    List<Dispatch> told = rig.dispatches(300);
    assertThat(told.stream().map(each -> each.notification().alerts().size()))
        .containsExactly(1, 1, 100, 100, 100, 1);
    assertThat(RouterRig.text(told.get(0))).isEqualTo("0 chat FIRED target=t302 [mem@t302]");
    Set<String> names = new HashSet<>();
    told.forEach(each -> each.notification().alerts().forEach(a -> names.add(a.fingerprint())));
    assertThat(names).hasSize(303);
  }

  @Test
  void due_calmForLong_noMoreThanTheLimitAtOnce() {
    rig.pass(100_000);
    for (String target : List.of("a", "b", "c")) {
      rig.fire("gpu@" + target, CRITICAL);
    }
    assertThat(rig.due()).hasSize(2);
    assertThat(rig.pass(60)).containsExactly("100010 chat FIRED target=c [gpu@c]");
  }

  @Test
  void due_repeatsMustWait_areToldWhenTheyMay() {
    for (String target : List.of("a", "b", "c", "d")) {
      rig.fire("gpu@" + target, CRITICAL);
    }
    rig.pass(60);
    assertThat(rig.pass(4 * 3600))
        .containsExactly(
            "14400 chat REPEATED target=a [gpu@a]",
            "14400 chat REPEATED target=b [gpu@b]",
            "14410 chat REPEATED target=c [gpu@c]",
            "14420 chat REPEATED target=d [gpu@d]");
  }

  @Test
  void resend_noTokenIsLeft_isSentAllTheSame() {
    var peer =
        new RouterRig(AlertRoute.to(new Sink("peer", ofSeconds(5))).atMost(1, Duration.ofHours(1)));
    peer.fire("gpu@a", CRITICAL);
    peer.fire("gpu@b", CRITICAL);
    assertThat(peer.pass(10))
        .containsExactly(
            "0 peer FIRED target=a [gpu@a]",
            "5 peer REPEATED target=a [gpu@a]",
            "10 peer REPEATED target=a [gpu@a]");
  }

  @Test
  void flush_theEndHasCome_tellsAllThatWaits() {
    for (int i = 0; i < 120; i++) {
      rig.fire("gpu@t" + i, CRITICAL);
    }
    rig.due();
    List<Dispatch> last = rig.router.flush(rig.tick, rig.at());
    assertThat(last.stream().map(each -> each.notification().alerts().size()))
        .containsExactly(100, 18);
  }

  @Test
  void end_tooManyEndsWait_isDroppedAndCounted() {
    var narrow = new RouterRig(route("mail").atMost(1, Duration.ofDays(1)));
    narrow.fire("gpu@first", CRITICAL);
    narrow.due();
    for (int i = 0; i < Outlet.MAX_ENDS + 5; i++) {
      narrow.fire("gpu@t" + i, CRITICAL);
      narrow.end("gpu@t" + i);
    }
    assertThat(narrow.router.dropped()).isEqualTo(5);
    assertThat(narrow.router.size()).isLessThan(2 * Outlet.MAX_ENDS + 5);
    assertThat(RouterRig.texts(narrow.router.flush(narrow.tick, narrow.at()))).hasSize(100);
    assertThat(narrow.router.dropped()).isEqualTo(5);
  }

  @Test
  void tokenBucket_used_refillsOneAtATime() {
    var bucket = new TokenBucket(new AlertRoute.RateLimit(3, ofSeconds(30)));
    long second = RouterRig.SECOND;
    long start = Long.MAX_VALUE - second;
    assertThat(bucket.freeFrom(start)).isEqualTo(start);
    for (int i = 0; i < 4; i++) {
      assertThat(bucket.take(start)).isEqualTo(i < 3);
    }
    assertThat(bucket.freeFrom(start)).isEqualTo(start + 10 * second);
    assertThat(bucket.take(start + 10 * second - 1)).isFalse();
    assertThat(bucket.take(start + 10 * second)).isTrue();
    assertThat(bucket.take(start + 10 * second)).isFalse();
  }
}
