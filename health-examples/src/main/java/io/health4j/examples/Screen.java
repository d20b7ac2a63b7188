package io.health4j.examples;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.PrintStream;
import java.util.List;

/**
 * Shows lines: painted anew in place on a terminal, one after another elsewhere. A terminal is used
 * as {@code top} does it, on its second page, and whatever was there before is back at the end.
 * Each picture is one write without clearing first, so that nothing flickers. Thread-safe.
 */
final class Screen {

  private static final String ESC = "\u001b[";

  /** Second page, no cursor, no wrapping of lines. */
  private static final String ENTER = ESC + "?1049h" + ESC + "?25l" + ESC + "?7l" + ESC + "2J";

  private static final String LEAVE = ESC + "?7h" + ESC + "?25h" + ESC + "?1049l";
  private static final String HOME = ESC + "H";
  private static final String REST_OF_LINE = ESC + "K";
  private static final String REST_OF_SCREEN = ESC + "J";

  private final PrintStream out;
  private final int rows;

  @GuardedBy("this")
  private boolean painted;

  @GuardedBy("this")
  private boolean left;

  Screen(Terminal terminal) {
    this.out = terminal.out();
    this.rows = terminal.rows();
  }

  /** Paints over what was painted before; the terminal cuts off what is right or below of it. */
  synchronized void paint(List<String> lines) {
    if (left) {
      return;
    }
    var picture = new StringBuilder(painted ? HOME : ENTER + HOME);
    painted = true;
    for (int i = 0; i < Math.min(rows, lines.size()); i++) {
      picture.append(i == 0 ? "" : "\n").append(lines.get(i)).append(REST_OF_LINE);
    }
    out.print(picture.append(REST_OF_SCREEN));
    out.flush();
  }

  /** Prints lines below those before, and no others between them. */
  synchronized void print(List<String> lines) {
    if (!left) {
      lines.forEach(out::println);
    }
  }

  /** Ends all painting and printing, and shows the last lines where the user stays. */
  synchronized void leave(List<String> last) {
    if (left) {
      return;
    }
    left = true;
    out.print(painted ? LEAVE : "");
    last.forEach(out::println);
    out.flush();
  }
}
