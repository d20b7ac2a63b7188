package io.health4j.docker.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelFileTest {

  @TempDir Path folder;

  private final KernelFile file = new KernelFile();

  @Test
  void number_aLine_isRead() throws IOException {
    write("31701105\n");

    assertThat(file.number()).isEqualTo(31_701_105);
  }

  @Test
  void number_theLargest_isRead() throws IOException {
    write("9223372036854775807\n");

    assertThat(file.number()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "max\n",
        "-1\n",
        "12",
        "12x\n",
        " 12\n",
        "9223372036854775808\n",
        "0x10\n",
        "18446744073709551615\n",
        "99999999999999999999999999999999\n",
        "\0\0\0\n"
      })
  void number_cutOffOrNoneOrTooLarge_isNone(String text) throws IOException {
    write(text);

    assertThat(file.number()).isEqualTo(KernelFile.NONE);
  }

  @Test
  void valueOf_aKeyThatIsAlsoPartOfOthers_isOfItsOwnLine() throws IOException {
    write("total_rss_huge 1\nmy_total_rss 2\ntotal_rss 3\ntotal_rss 4\n");

    assertThat(file.valueOf("total_rss")).isEqualTo(3);
  }

  @Test
  void valueOf_aKeyThatIsNotThere_isNone() throws IOException {
    write("anon 1\nfile\n");

    assertThat(file.valueOf("inactive_file")).isEqualTo(KernelFile.NONE);
    assertThat(file.valueOf("file")).isEqualTo(KernelFile.NONE);
  }

  @Test
  void valueOf_theLastLineCutOff_isNone() throws IOException {
    write("anon 1\nfile 12");

    assertThat(file.valueOf("anon")).isEqualTo(1);
    assertThat(file.valueOf("file")).isEqualTo(KernelFile.NONE);
  }

  @Test
  void sumAfter_severalDevices_addsThemUp() throws IOException {
    write("8:0 rbytes=1 wbytes=20 drbytes=7\n8:16 rbytes=2 wbytes=40\n");

    assertThat(file.sumAfter(" rbytes=")).isEqualTo(3);
    assertThat(file.sumAfter(" wbytes=")).isEqualTo(60);
  }

  @Test
  void sumAfter_nothingToAdd_isZero() throws IOException {
    write("Total 0\n");

    assertThat(file.sumAfter(" Read ")).isZero();
  }

  @Test
  void sumAfter_oneIsGarbageOrAllAreTooMuch_isNone() throws IOException {
    write("8:0 Read 1\n8:16 Read x\n8:0 Write 9223372036854775807\n8:16 Write 1\n");

    assertThat(file.sumAfter(" Read ")).isEqualTo(KernelFile.NONE);
    assertThat(file.sumAfter(" Write ")).isEqualTo(KernelFile.NONE);
  }

  @Test
  void word_inALine_countsWordsAndStaysInTheLine() throws IOException {
    write("  eth0:   5  6\n7\n");

    assertThat(file.word(7, 0)).isEqualTo(5);
    assertThat(file.word(7, 1)).isEqualTo(6);
    assertThat(file.word(7, 2)).isEqualTo(KernelFile.NONE);
  }

  @Test
  void read_longerThanTheFirstBuffer_isReadWhole() throws IOException {
    write("x 1\n".repeat(4_000) + "last 2\n");

    assertThat(file.length()).isEqualTo(16_007);
    assertThat(file.valueOf("last")).isEqualTo(2);
  }

  @Test
  void read_tooLong_isRefusedAndBounded() throws IOException {
    Path path = Files.writeString(folder.resolve("long"), "x 1\n".repeat(100_000));

    assertThat(file.read(path.toString())).isFalse();
    assertThat(file.length()).isEqualTo(1 << 16);
  }

  @Test
  void read_notThereOrAFolder_leavesNothingOfTheLastFile() throws IOException {
    write("anon 1\n");

    assertThat(file.read(folder.resolve("other").toString())).isFalse();
    assertThat(file.number()).isEqualTo(KernelFile.NONE);
    assertThat(file.valueOf("anon")).isEqualTo(KernelFile.NONE);
    assertThat(file.read(folder.toString())).isFalse();
  }

  @Test
  void read_aShorterFileAfterALongerOne_seesOnlyTheShorter() throws IOException {
    write("12345678\nanon 5\n");
    write("1\n");

    assertThat(file.number()).isEqualTo(1);
    assertThat(file.valueOf("anon")).isEqualTo(KernelFile.NONE);
    assertThat(file.text()).isEqualTo("1\n");
  }

  private void write(String text) throws IOException {
    Path path = Files.writeString(folder.resolve("file"), text);
    assertThat(file.read(path.toString())).isTrue();
  }
}
