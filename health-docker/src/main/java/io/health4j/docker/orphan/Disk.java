package io.health4j.docker.orphan;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * How leases get to the disk and back. None of it heeds an interrupt: a host that ends a session on
 * a thread which was told to stop must not lose that end.
 */
interface Disk {

  /** Reads a file that is no link, at most one byte more than a lease has. */
  byte[] read(Path file) throws IOException;

  /** Writes a file as a whole, so that nobody ever sees half of it. */
  void create(Path file, byte[] content) throws IOException;

  /** Writes over the content of a file that is there: needs no new space, and makes no file. */
  void overwrite(Path file, byte[] content) throws IOException;

  /** Deletes a file, if it is there. */
  void delete(Path file) throws IOException;

  /** Makes a file as a whole and for good, unless one is there already. */
  void claim(Path file, byte[] content) throws IOException;

  /** The real one. */
  static Disk real() {
    return new Real();
  }

  /** Plain files. */
  final class Real implements Disk {

    @Override
    public byte[] read(Path file) throws IOException {
      // One look, since others may make the file just now. What is no file might never answer.
      if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isRegularFile()) {
        throw new IOException(file + " is no plain file");
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        return in.readNBytes(LeaseFile.SIZE + 1);
      }
    }

    @Override
    public void create(Path file, byte[] content) throws IOException {
      Path temp = file.resolveSibling(file.getFileName() + ".tmp");
      try {
        Files.write(temp, content);
        Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temp);
      }
    }

    @Override
    public void overwrite(Path file, byte[] content) throws IOException {
      try (OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        out.write(content);
      }
    }

    @Override
    public void delete(Path file) throws IOException {
      Files.deleteIfExists(file);
    }

    @Override
    public void claim(Path file, byte[] content) throws IOException {
      Path temp = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
      try {
        try (FileOutputStream out = new FileOutputStream(temp.toFile())) {
          out.write(content);
          out.getFD().sync();
        }
        Files.createLink(file, temp);
      } catch (UnsupportedOperationException e) {
        throw new IOException("hard links cannot be made in " + file.getParent(), e);
      } finally {
        Files.deleteIfExists(temp);
      }
    }
  }
}
