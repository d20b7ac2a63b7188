package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XidLogTest {

  private final XidLog log = new XidLog();

  private void add(int xid) {
    log.add("GPU-0", xid, -1, 5);
  }

  private static List<Integer> xids(List<XidEvent> events) {
    return events.stream().map(XidEvent::xid).toList();
  }

  @Test
  void since_anEarlierSequence_isWhatCameAfterOldestFirst() {
    add(48);
    add(45);
    add(154);

    assertThat(xids(log.since(0))).containsExactly(48, 45, 154);
    assertThat(log.since(2)).containsExactly(new XidEvent(3, "GPU-0", 154, -1, 5));
    assertThat(log.since(3)).isEmpty();
    assertThat(log.last()).isEqualTo(3);
  }

  @Test
  void since_nothingCame_isEmpty() {
    assertThat(log.since(0)).isEmpty();
    assertThat(log.last()).isZero();
  }

  @Test
  void add_moreThanAreKept_dropsTheOldestAndLeavesAGap() {
    for (int i = 0; i < XidLog.MAX_EVENTS + 3; i++) {
      add(i);
    }

    List<XidEvent> kept = log.since(1);
    assertThat(kept).hasSize(1_024);
    assertThat(kept.get(0).sequence()).isEqualTo(4);
    assertThat(xids(log.since(log.last() - 1))).containsExactly(XidLog.MAX_EVENTS + 2);
  }

  @Test
  void listen_untilClosed_isWokenWhenTheEventCanBeRead() {
    var seen = new ArrayList<Integer>();
    var subscription = log.listen(() -> seen.addAll(xids(log.since(seen.size()))));

    add(13);
    add(31);
    subscription.close();
    add(79);

    assertThat(seen).containsExactly(13, 31);
  }

  @Test
  void listen_outsideTheLock_soThatAnotherThreadCanReadMeanwhile() throws InterruptedException {
    var read = new ArrayList<XidEvent>();
    var reader = new Thread(() -> read.addAll(log.since(0)));
    log.listen(
        () -> {
          reader.start();
          join(reader);
        });

    add(79);

    assertThat(reader.isAlive()).isFalse();
    assertThat(xids(read)).containsExactly(79);
  }

  private static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void add_aListenerThrows_wakesTheOthersAndTheCallerHearsNothing() {
    var woken = new ArrayList<String>();
    log.listen(
        () -> {
          throw new IllegalStateException("broken");
        });
    log.listen(() -> woken.add("second"));

    add(79);

    assertThat(woken).containsExactly("second");
  }

  @Test
  void refused_toldAgain_replacesWhatWasTold() {
    log.refused(Map.of("GPU-0", "not supported (3)", "GPU-1", "GPU is lost (15)"));
    log.refused(Map.of("GPU-1", "GPU is lost (15)"));

    assertThat(log.refusal("GPU-0")).isNull();
    assertThat(log.refusal("GPU-1")).isEqualTo("GPU is lost (15)");
  }
}
