package io.health4j.check;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;

/** A file store of given sizes, in bytes; of a negative total, one that cannot be read. */
final class FakeStore extends FileStore {

  private final long total;
  private final long unallocated;
  private final long usable;

  FakeStore(long total, long unallocated, long usable) {
    this.total = total;
    this.unallocated = unallocated;
    this.usable = usable;
  }

  @Override
  public long getTotalSpace() throws IOException {
    if (total < 0) {
      throw new IOException("stale handle");
    }
    return total;
  }

  @Override
  public long getUsableSpace() {
    return usable;
  }

  @Override
  public long getUnallocatedSpace() {
    return unallocated;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public String type() {
    return "fake";
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return false;
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return false;
  }

  @Override
  public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object getAttribute(String attribute) {
    throw new UnsupportedOperationException(attribute);
  }
}
