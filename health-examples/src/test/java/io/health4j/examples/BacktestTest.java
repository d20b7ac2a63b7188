package io.health4j.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The command as a user runs it. In {@code #} a row is 0.9, in {@code -} 0.77, in {@code .} 0.1.
 */
class BacktestTest {

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String csv, String options) throws IOException {
    return run(csv, UTF_8, options);
  }

  private int run(String csv, Charset charset, String options) throws IOException {
    Path file = Files.writeString(folder.resolve("values.csv"), csv, charset);
    var args = new ArrayList<>(List.of("backtest", "--csv", file.toString(), "--above", "0.8"));
    args.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
    var to = new PrintStream(out, true, UTF_8);
    return Demo.run(
        Terminal.plain(to), new PrintStream(err, true, UTF_8), args.toArray(new String[0]));
  }

  /** Rows from second 100 on, one a second; a space is a gap. */
  private static String rows(String series, String values) {
    return IntStream.range(0, values.length())
        .mapToObj(i -> series + (100 + i) + "," + value(values.charAt(i)) + "\n")
        .collect(Collectors.joining());
  }

  private static String value(char row) {
    return switch (row) {
      case '#' -> "0.9";
      case '-' -> "0.77";
      case ' ' -> "";
      default -> "0.1";
    };
  }

  private List<String> alerts(String values, String options) throws IOException {
    assertThat(run("epoch_seconds,value\n" + rows("", values), options)).isZero();
    assertThat(err.size()).isZero();
    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines.get(0)).isEqualTo("fired_at,resolved_at");
    return lines.subList(1, lines.size());
  }

  private void refused(String csv, String message) throws IOException {
    assertThat(run(csv, "")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).isEqualTo("demo: " + message + System.lineSeparator());
    assertThat(out.size()).isZero();
  }

  @Test
  void run_noHold_firesAtTheFirstBadRowAndEndsAtTheFirstGoodOne() throws IOException {
    assertThat(alerts(".##..#", "")).containsExactly("101,103", "105,");
  }

  @Test
  void run_holdAndKeep_countRowsInARow() throws IOException {
    assertThat(alerts("##.###..#...", "--for 3 --keep 3")).containsExactly("105,111");
  }

  @Test
  void run_clearLevel_isWhereItIsGood() throws IOException {
    assertThat(alerts("#-.-", "")).containsExactly("100,101");
    out.reset();
    assertThat(alerts("#-.-", "--clear 0.75")).containsExactly("100,102");
  }

  @Test
  void run_someOfTheLastRows_fires() throws IOException {
    assertThat(alerts("#.#.##...", "--samples 3-of-4 --keep 2")).containsExactly("105,107");
  }

  @Test
  void run_gap_isNoRow() throws IOException {
    assertThat(alerts("# # . .", "--for 2 --keep 2")).containsExactly("102,106");
  }

  @Test
  void run_flapping_isNotDamped() throws IOException {
    assertThat(alerts("#.#.#.#.#.#.", "")).hasSize(6).endsWith("110,111");
  }

  @Test
  void run_recommendedRule_takesABreachAndNoSpike() throws IOException {
    assertThat(alerts("#####.##########...........", "--rule auto")).containsExactly("111,125");
  }

  @Test
  void run_below_isTheOtherWayRound() throws IOException {
    Path file = Files.writeString(folder.resolve("v.csv"), "epoch_seconds,value\n1,5\n2,2\n3,5\n");
    String[] args = {"backtest", "--csv", file.toString(), "--below", "3"};
    assertThat(Demo.run(Terminal.plain(new PrintStream(out)), System.err, args)).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("fired_at,resolved_at\n2,3\n");
  }

  @Test
  void run_noRows_printsTheHeader() throws IOException {
    assertThat(alerts("", "")).isEmpty();
  }

  @Test
  void run_seriesMixed_areTriedEachByItselfAndPrintedInTheirOrder() throws IOException {
    String csv = "series,epoch_seconds,value\n";
    for (int i = 0; i < 4; i++) {
      csv += "b," + (7 + i) + "," + value("##.#".charAt(i)) + "\n";
      csv += "a," + i + "," + value(".##.".charAt(i)) + "\n";
    }
    assertThat(run(csv, "")).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("series,fired_at,resolved_at\nb,7,9\nb,10,\na,1,3\n");
  }

  @Test
  void run_thousandsOfSeries_areAllTried() throws IOException {
    var csv = new StringBuilder("series,epoch_seconds,value\n");
    for (int i = 0; i < 5_000; i++) {
      csv.append(rows("s" + i + ",", "#."));
    }
    assertThat(run(csv.toString(), "")).isZero();
    assertThat(out.toString(UTF_8).lines()).hasSize(5_001).endsWith("s4999,100,101");
  }

  @Test
  void run_namesOfSeries_comeOutAsTheyAre() throws IOException {
    String csv = "series,epoch_seconds,value\n\"a, b\",1,0.9\nK\u00f6ln \u20ac,1,0.9\n";
    assertThat(run(csv, "")).isZero();
    assertThat(out.toString(UTF_8)).endsWith("\"a, b\",1,\nK\u00f6ln \u20ac,1,\n");
  }

  @Test
  void run_otherCharset_comesOutAsItIs() throws IOException {
    assertThat(run("series,epoch_seconds,value\nK\u00f6ln,1,0.9\n", ISO_8859_1, "")).isZero();
    assertThat(out.toString(ISO_8859_1)).endsWith("K\u00f6ln,1,\n");
  }

  @Test
  void run_markAndWindowsLines_areRead() throws IOException {
    assertThat(run("\ufeffepoch_seconds,value\r\n1,0.9\r\n", "")).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("fired_at,resolved_at\n1,\n");
  }

  @Test
  void run_timesWithDecimals_comeOutAsTheyAre() throws IOException {
    assertThat(run("epoch_seconds,value\n-1.5,0.9\n1.25,0.1\n1372629804,.9e0\n", "")).isZero();
    assertThat(out.toString(UTF_8)).endsWith("\n-1.5,1.25\n1372629804,\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7             | line 2: a row must be epoch_seconds,value, was '7'",
        "''            | line 2: a row must be epoch_seconds,value, was ''",
        "7,1,2         | line 2: a row must be epoch_seconds,value, was '7,1,2'",
        "7,high        | line 2: value must be a finite number, or empty, was 'high'",
        "7,NaN         | line 2: value must be a finite number, or empty, was 'NaN'",
        "7,1e999       | line 2: value must be a finite number, or empty, was '1e999'",
        "7,1d          | line 2: value must be a finite number, or empty, was '1d'",
        "seven,1       | line 2: epoch_seconds must be a number from -9223372035 to 9223372035, was"
            + " 'seven'",
        "',1'          | line 2: epoch_seconds must be a number from -9223372035 to 9223372035, was"
            + " ''",
        "9223372036,1  | line 2: epoch_seconds must be a number from -9223372035 to 9223372035, was"
            + " '9223372036'",
        "1.0000000001,1 | line 2: epoch_seconds must have at most 9 decimals, was '1.0000000001'",
      })
  void run_badRow_isToldWithItsLineAndNothingIsPrinted(String row, String message)
      throws IOException {
    refused("epoch_seconds,value\n" + row + "\n8,0.9\n", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,7     | line 2: a row must be series,epoch_seconds,value, was 'a,7'",
        "',7,1'  | line 2: a row must be series,epoch_seconds,value, was ',7,1'",
        "a,b,7,1 | line 2: a row must be series,epoch_seconds,value, was 'a,b,7,1'",
        "a,x,1   | line 2: epoch_seconds must be a number from -9223372035 to 9223372035, was 'x'",
      })
  void run_badRowOfASeries_isToldWithItsLine(String row, String message) throws IOException {
    refused("series,epoch_seconds,value\n" + row + "\n", message);
  }

  @Test
  void run_otherHeader_isTold() throws IOException {
    refused(
        "time,value\n1,0.9\n",
        "line 1: the header must be epoch_seconds,value or series,epoch_seconds,value, was"
            + " 'time,value'");
  }

  @Test
  void run_emptyFile_hasNoHeader() throws IOException {
    refused(
        "", "line 1: the header must be epoch_seconds,value or series,epoch_seconds,value, was ''");
  }

  @Test
  void run_timeNotAfterTheOneBefore_isToldThoughAlertsCameBefore() throws IOException {
    refused(
        "series,epoch_seconds,value\na,5,0.9\nb,4,0.9\na,5,\n",
        "line 4: epoch_seconds must be after 5 of the row before in its series, was '5'");
  }

  @Test
  void run_noSuchFile_isTold() {
    String[] args = {"backtest", "--csv", folder.resolve("none").toString(), "--above", "1"};
    var to = new PrintStream(err, true, UTF_8);
    assertThat(Demo.run(Terminal.plain(new PrintStream(out)), to, args)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("none is not there").hasLineCount(1);
    assertThat(out.size()).isZero();
  }

  @Test
  void run_folder_cannotBeRead() {
    String[] args = {"backtest", "--csv", folder.toString(), "--above", "1"};
    var to = new PrintStream(err, true, UTF_8);
    assertThat(Demo.run(Terminal.plain(new PrintStream(out)), to, args)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains(" cannot be read: ").hasLineCount(1);
  }

  @Test
  void run_help_isThatOfAll() {
    assertThat(Demo.run(Terminal.plain(new PrintStream(out)), System.err, "backtest", "--help"))
        .isZero();
    assertThat(out.toString(UTF_8)).isEqualTo(Help.TEXT).contains("--rule auto");
  }
}
