package io.health4j.examples;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file system of an image: busybox, and the few commands that the sandboxes call by name. */
final class BusyboxImage {

  private static final List<String> COMMANDS = List.of("sh", "sleep", "dd");
  private static final String REMEDY = "install a static one (Debian: apt install busybox-static)";
  private static final int BLOCK = 512;
  private static final char FILE = '0';
  private static final char LINK = '2';
  private static final int NEEDS_LOADER = 3;

  private BusyboxImage() {}

  /**
   * This machine's busybox.
   *
   * @throws IOException when there is none, with what to do
   */
  static Path find() throws IOException {
    return find(Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  static Path find(String path) throws IOException {
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, "busybox");
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new IOException("no busybox on the PATH: " + REMEDY);
  }

  /**
   * The image as an archive.
   *
   * @throws IOException when this busybox needs libraries, which the image would lack
   */
  static byte[] tar(Path busybox) throws IOException {
    byte[] content = Files.readAllBytes(busybox);
    if (!isStatic(content)) {
      throw new IOException(busybox + " needs shared libraries: " + REMEDY);
    }
    var tar = new ByteArrayOutputStream(content.length + 16 * BLOCK);
    tar.writeBytes(header("bin/busybox", FILE, content.length, ""));
    tar.writeBytes(content);
    tar.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    COMMANDS.forEach(each -> tar.writeBytes(header("bin/" + each, LINK, 0, "busybox")));
    tar.writeBytes(new byte[2 * BLOCK]);
    return tar.toByteArray();
  }

  /** As POSIX has it (ustar): texts and octal numbers at fixed places, and their sum. */
  private static byte[] header(String name, char type, int size, String target) {
    var header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000755");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, Texts.format("%011o", size));
    put(header, 136, "00000000000");
    put(header, 148, " ".repeat(8));
    put(header, 156, String.valueOf(type));
    put(header, 157, target);
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, Texts.format("%06o\0", sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /** Whether it is an ELF program that asks for no loader of shared libraries. */
  static boolean isStatic(byte[] program) {
    if (program.length < 64 || ByteBuffer.wrap(program).getInt() != 0x7f454c46) {
      return false;
    }
    boolean wide = program[4] == 2;
    var elf = ByteBuffer.wrap(program);
    elf.order(program[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long first = wide ? elf.getLong(32) : elf.getInt(28);
    int size = elf.getShort(wide ? 54 : 42);
    int count = elf.getShort(wide ? 56 : 44);
    for (int i = 0; i < count; i++) {
      long at = first + (long) i * size;
      if (at < 0 || at > program.length - 4 || elf.getInt((int) at) == NEEDS_LOADER) {
        return false;
      }
    }
    return count > 0;
  }
}
