package io.health4j.docker;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** How full the file system is on which an engine keeps its data; a seam for tests. */
@FunctionalInterface
interface EngineRoot {

  /** Of this machine. */
  EngineRoot HERE = EngineRoot::here;

  /**
   * The used share of the space that users can have, from 0 to 1.
   *
   * @param root the folder of the engine's data
   * @return the share; empty when that cannot be seen from here
   */
  OptionalDouble utilization(String root);

  private static OptionalDouble here(String folder) {
    try {
      Path root = Path.of(folder);
      if (!Files.isDirectory(root)) {
        return OptionalDouble.empty();
      }
      FileStore store = Files.getFileStore(root);
      long taken = store.getTotalSpace() - store.getUnallocatedSpace();
      long usable = store.getUsableSpace();
      boolean sound = store.getTotalSpace() > 0 && taken >= 0 && usable >= 0 && taken + usable > 0;
      return sound
          ? OptionalDouble.of((double) taken / ((double) taken + usable))
          : OptionalDouble.empty();
    } catch (IOException | InvalidPathException e) { // it is not ours to see
      return OptionalDouble.empty();
    }
  }
}
