package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusyboxImageTest {

  private static final int LOAD = 1;
  private static final int LOADER = 3;

  @TempDir private Path folder;

  /** As much of a program's head as is looked at: its kind, and a table of its parts. */
  private static byte[] elf(boolean wide, boolean little, int... parts) {
    int size = wide ? 56 : 32;
    var elf = ByteBuffer.allocate(64 + parts.length * size);
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (little ? 1 : 2)});
    elf.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    if (wide) {
      elf.putLong(32, 64);
    } else {
      elf.putInt(28, 64);
    }
    elf.putShort(wide ? 54 : 42, (short) size);
    elf.putShort(wide ? 56 : 44, (short) parts.length);
    for (int i = 0; i < parts.length; i++) {
      elf.putInt(64 + i * size, parts[i]);
    }
    return elf.array();
  }

  private Path busybox(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("busybox"), content);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static String text(byte[] tar, int at) {
    int end = at;
    while (tar[end] != 0) {
      end++;
    }
    return new String(tar, at, end - at, StandardCharsets.US_ASCII);
  }

  /** Of all bytes of a header, those of the sum itself as blanks. */
  private static int sum(byte[] tar, int at) {
    int sum = 8 * ' ';
    for (int i = 0; i < 512; i++) {
      sum += i >= 148 && i < 156 ? 0 : tar[at + i] & 0xff;
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void isStatic_looksForALoader(boolean wide, boolean little) {
    assertThat(BusyboxImage.isStatic(elf(wide, little, LOAD, LOAD))).isTrue();
    assertThat(BusyboxImage.isStatic(elf(wide, little, LOAD, LOADER, LOAD))).isFalse();
  }

  @Test
  void isStatic_whatIsNoProgram_isFalse() {
    byte[] cut = elf(true, true, LOAD, LOAD);

    assertThat(BusyboxImage.isStatic(new byte[0])).isFalse();
    assertThat(BusyboxImage.isStatic("#!/bin/sh".repeat(20).getBytes(StandardCharsets.UTF_8)))
        .isFalse();
    assertThat(BusyboxImage.isStatic(elf(true, true))).isFalse();
    assertThat(BusyboxImage.isStatic(Arrays.copyOf(cut, 100))).isFalse();
  }

  @Test
  void tar_staticBusybox_holdsItAndTheCommands() throws IOException {
    byte[] program = elf(true, true, LOAD);

    byte[] tar = BusyboxImage.tar(busybox(program));
    Map<String, String> found = new LinkedHashMap<>();
    byte[] content = {};
    for (int at = 0; tar[at] != 0; at += 512) {
      assertThat(sum(tar, at)).isEqualTo(Integer.parseInt(text(tar, at + 148), 8));
      assertThat(text(tar, at + 100)).isEqualTo("0000755");
      found.put(text(tar, at), text(tar, at + 157));
      int size = Integer.parseInt(text(tar, at + 124), 8);
      if (size > 0) {
        content = Arrays.copyOfRange(tar, at + 512, at + 512 + size);
        at += (size + 511) / 512 * 512;
      }
    }

    assertThat(found)
        .containsExactly(
            Map.entry("bin/busybox", ""),
            Map.entry("bin/sh", "busybox"),
            Map.entry("bin/sleep", "busybox"),
            Map.entry("bin/dd", "busybox"));
    assertThat(content).isEqualTo(program);
  }

  @Test
  void tar_busyboxWithLibraries_saysWhatToInstall() throws IOException {
    Path file = busybox(elf(true, true, LOAD, LOADER));

    assertThatThrownBy(() -> BusyboxImage.tar(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + " needs shared libraries: install a static one"
                + " (Debian: apt install busybox-static)");
  }

  @Test
  void find_isTheFirstOnThePath() throws IOException {
    Path file = busybox(elf(true, true, LOAD));

    assertThat(BusyboxImage.find("/not/there:" + folder)).isEqualTo(file);
  }

  @Test
  void find_noneOrNotExecutable_saysWhatToInstall() throws IOException {
    assertThat(busybox(new byte[0]).toFile().setExecutable(false)).isTrue();

    assertThatThrownBy(() -> BusyboxImage.find("/not/there:" + folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no busybox on the PATH: install a static one");
  }
}
