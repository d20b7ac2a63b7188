package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final String SECOND_PAGE = "\u001b[?1049h";
  private static final String FIRST_PAGE = "\u001b[?1049l";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Screen screen =
      new Screen(
          new Terminal(
              new PrintStream(bytes, true, StandardCharsets.UTF_8),
              true,
              3,
              80,
              true,
              Paint.COLOURS));

  private String shown() {
    String text = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    return text;
  }

  @Test
  void paint_again_goesHomeWithoutClearing() {
    screen.paint(List.of("one"));
    assertThat(shown()).contains(SECOND_PAGE);

    screen.paint(List.of("two"));

    assertThat(shown()).isEqualTo("\u001b[Htwo\u001b[K\u001b[J");
  }

  @Test
  void paint_moreThanTheRows_leavesTheRestOut() {
    screen.paint(List.of("1", "2", "3", "4"));

    assertThat(shown()).contains("3").doesNotContain("4\u001b[K");
  }

  @Test
  void leave_afterPainting_restoresAndSaysTheLast() {
    screen.paint(List.of("one"));
    shown();

    screen.leave(List.of("summary"));

    assertThat(shown())
        .contains(FIRST_PAGE)
        .contains("?25h")
        .endsWith("summary" + System.lineSeparator());
  }

  @Test
  void leave_neverPainted_hasNoControls() {
    screen.print(List.of("line"));

    screen.leave(List.of("summary"));

    assertThat(shown()).doesNotContain("\u001b");
  }

  @Test
  void afterLeave_nothingIsShown() {
    screen.leave(List.of());

    screen.paint(List.of("late"));
    screen.print(List.of("late"));
    screen.leave(List.of("late"));

    assertThat(shown()).isEmpty();
  }
}
