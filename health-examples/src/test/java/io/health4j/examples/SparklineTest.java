package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.report.Sample;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SparklineTest {

  private final Sparkline unicode = new Sparkline(true);

  @Test
  void of_noScores_isEmpty() {
    assertThat(unicode.of(List.of(), 10)).isEmpty();
  }

  @Test
  void of_oneScore_isOneBar() {
    assertThat(unicode.of(List.of(new Sample(5, 1)), 10)).isEqualTo("█");
  }

  @Test
  void of_fewScores_isABarEach() {
    var scores = List.of(new Sample(0, 0), new Sample(1, 0.5), new Sample(2, 1));

    assertThat(unicode.of(scores, 10)).isEqualTo("▁▅█");
    assertThat(new Sparkline(false).of(scores, 10)).isEqualTo("_+#");
  }

  @Test
  void of_manyScores_showsTheWorstOfEachTime() {
    var scores = LongStream.range(0, 1_000).mapToObj(i -> new Sample(i, i == 555 ? 0 : 1)).toList();

    assertThat(unicode.of(scores, 10)).isEqualTo("█████▁████");
  }

  @Test
  void of_timeWithoutScore_isBlank() {
    var scores = List.of(new Sample(0, 1), new Sample(1, 1), new Sample(99, 1), new Sample(100, 1));

    assertThat(unicode.of(scores, 4)).isEqualTo("█  █");
  }

  @Test
  void of_ticksThatOverflow_areInOrder() {
    var scores = List.of(new Sample(Long.MAX_VALUE, 0), new Sample(Long.MIN_VALUE, 1));

    assertThat(unicode.of(scores, 2)).isEqualTo("▁█");
  }
}
