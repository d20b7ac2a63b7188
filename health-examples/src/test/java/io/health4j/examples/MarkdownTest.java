package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Test
  void table_cells_areInOneLineAndDoNotEndIt() {
    var text = new Markdown();
    text.table(List.of("a", "b"), List.of(List.of("x|y", "two\nlines")));

    assertThat(text.lines())
        .containsExactly("", "| a | b |", "|---|---|", "| x\\|y | two lines |", "");
  }

  @Test
  void heading_hasALineBefore() {
    assertThat(new Markdown().heading("Calls").line("none").lines())
        .containsExactly("", "## Calls", "none");
  }
}
