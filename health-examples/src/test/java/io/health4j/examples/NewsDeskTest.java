package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.test.ManualTicker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsDeskTest {

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> lines = new ArrayList<>();
  private final NewsDesk desk =
      new NewsDesk(new EventLog(ticker, ticker.read(), lines::add), ticker);

  private void add(String headline, String whom) {
    desk.add(new AlertNews(headline, whom, whom + ": why"));
  }

  @Test
  void pass_beforeTheMomentIsOver_tellsNothing() {
    add("fired", "a");
    ticker.advance(NewsDesk.MOMENT.minusNanos(1));
    desk.pass();

    assertThat(lines).isEmpty();
  }

  @Test
  void pass_thenOver_tellsALineForEachHeadlineInOrder() {
    add("fired", "a");
    add("begins", "a");
    add("fired", "b");
    ticker.advance(NewsDesk.MOMENT);
    desk.pass();
    desk.pass();

    assertThat(lines).containsExactly("     1.0 s  fired: a, b", "     1.0 s  begins: a: why");
  }

  @Test
  void flush_tellsAtOnceAndOnce() {
    add("fired", "a");
    desk.flush();
    desk.flush();

    assertThat(lines).singleElement().asString().endsWith("fired: a: why");
  }

  @Test
  void add_afterAFlush_waitsForAMomentOfItsOwn() {
    add("fired", "a");
    ticker.advance(NewsDesk.MOMENT);
    desk.pass();
    add("fired", "b");
    desk.pass();

    assertThat(lines).hasSize(1);
  }
}
