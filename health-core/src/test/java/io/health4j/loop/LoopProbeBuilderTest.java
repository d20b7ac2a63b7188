package io.health4j.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.health4j.check.Threshold;
import io.health4j.time.FakeTicker;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LoopProbeBuilderTest {

  private static final Threshold LOW = Threshold.below(0.5, 0.1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  static Stream<Arguments> settings() {
    return Stream.of(
        setting("minimise", LoopProbeBuilder::minimise),
        setting("staleAfter", b -> b.staleAfter(5)),
        setting("diversity", b -> b.diversity(LOW)),
        setting("islands", b -> b.islands(LOW)),
        setting("successRate", b -> b.successRate(LOW)),
        setting("window", b -> b.window(50)),
        setting("minimumSample", b -> b.minimumSample(5)),
        setting("stalledAfter", b -> b.stalledAfter(SECOND, SECOND.multipliedBy(2))),
        setting("ticker", b -> b.ticker(new FakeTicker())));
  }

  private static Arguments setting(String name, UnaryOperator<LoopProbeBuilder> set) {
    return Arguments.of(name, set);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void anySetting_givenTwice_isRefused(String name, UnaryOperator<LoopProbeBuilder> set) {
    var once = set.apply(LoopProbe.builder());
    assertThatCode(once::build).doesNotThrowAnyException();
    assertThatIllegalStateException()
        .isThrownBy(() -> set.apply(once))
        .withMessage(name + " is given twice");
  }

  static Stream<Arguments> outOfRange() {
    return Stream.of(
        bad(b -> b.staleAfter(0), "staleAfter must be from 1 to 2147483647, was 0"),
        bad(b -> b.window(0), "window must be from 1 to 100000, was 0"),
        bad(b -> b.window(100_001), "window must be from 1 to 100000, was 100001"),
        bad(b -> b.minimumSample(-1), "minimumSample must be from 1 to 100000, was -1"),
        bad(
            b -> b.stalledAfter(Duration.ZERO, SECOND),
            "stalledAfter warning must be from 1ms to 24h, was 0ns"),
        bad(
            b -> b.stalledAfter(SECOND, Duration.ofHours(25)),
            "stalledAfter critical must be from 1ms to 24h, was 25h"),
        bad(
            b -> b.stalledAfter(SECOND, SECOND),
            "stalledAfter critical must be longer than warning 1s, was 1s"));
  }

  private static Arguments bad(UnaryOperator<LoopProbeBuilder> set, String message) {
    return Arguments.of(set, message);
  }

  @ParameterizedTest
  @MethodSource("outOfRange")
  void anySetting_outOfRange_isRefused(UnaryOperator<LoopProbeBuilder> set, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set.apply(LoopProbe.builder()))
        .withMessage(message);
  }

  @Test
  void build_minimumSampleBeyondTheWindow_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoopProbe.builder().window(10).minimumSample(11).build())
        .withMessage("minimumSample must be from 1 to 10, was 11");
  }

  @Test
  void build_windowBelowTheDefaultMinimumSample_lowersIt() {
    var watched = Watched.probe(b -> b.window(5)).fail(5);
    assertThat(Watched.finding(watched.check(), "success-low")).isPresent();
  }

  @Test
  void build_atTheEndsOfTheRanges_works() {
    assertThatCode(
            () ->
                LoopProbe.builder()
                    .window(100_000)
                    .minimumSample(100_000)
                    .staleAfter(Integer.MAX_VALUE)
                    .stalledAfter(Duration.ofMillis(1), Duration.ofHours(24))
                    .build())
        .doesNotThrowAnyException();
    assertThatCode(() -> LoopProbe.builder().window(1).minimumSample(1).staleAfter(1).build())
        .doesNotThrowAnyException();
  }
}
