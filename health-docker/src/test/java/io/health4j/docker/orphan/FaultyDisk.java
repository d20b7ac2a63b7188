package io.health4j.docker.orphan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The real disk, until it is told to fail. */
final class FaultyDisk implements Disk {
  volatile boolean writesFail;
  volatile boolean deletesFail;
  volatile boolean readsFail;
  volatile RuntimeException unexpected;

  /** What reads get before what is really there. */
  final Deque<byte[]> torn = new ArrayDeque<>();

  private final Disk real = Disk.real();

  private void refuse(boolean fails) throws IOException {
    if (unexpected != null) {
      throw unexpected;
    }
    if (fails) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public byte[] read(Path file) throws IOException {
    refuse(readsFail);
    boolean tear = !torn.isEmpty() && !file.endsWith("home");
    return tear ? torn.remove() : real.read(file);
  }

  @Override
  public void create(Path file, byte[] content) throws IOException {
    refuse(writesFail);
    real.create(file, content);
  }

  @Override
  public void overwrite(Path file, byte[] content) throws IOException {
    refuse(writesFail);
    real.overwrite(file, content);
  }

  @Override
  public void delete(Path file) throws IOException {
    refuse(deletesFail);
    real.delete(file);
  }

  @Override
  public void claim(Path file, byte[] content) throws IOException {
    refuse(writesFail);
    real.claim(file, content);
  }
}
