package io.health4j.docker.orphan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A session of an owner. While it is held, containers that carry its {@link #labels()} have an
 * owner; when it is closed, or this process ends in whatever way, those that are left are orphans.
 *
 * <p>Thread-safe.
 */
public final class Lease implements AutoCloseable {

  private final LeaseFolder folder;
  private final String home;
  private final LeaseName name;
  private final Map<String, String> labels;
  private final Renewer renewer;

  /** Held while the file is written: the end must not be overwritten by a renewal before it. */
  private final ReentrantLock writing = new ReentrantLock();

  @GuardedBy("writing")
  private LeaseFile content;

  private volatile boolean closed;
  private volatile long renewedAt;

  /** Writes the file of a new session. */
  Lease(LeaseFolder folder, LeaseFile content, Renewer renewer) throws IOException {
    this.folder = folder;
    this.home = folder.open();
    this.name = content.name();
    this.renewer = renewer;
    this.content = content;
    folder.disk().create(folder.file(name), content.encode());
    this.renewedAt = renewer.now();
    this.labels = labels(folder.file(name).toString());
  }

  private Map<String, String> labels(String path) {
    return Map.of(
        LeaseName.OWNER,
        name.owner(),
        LeaseName.SESSION,
        name.session(),
        LeaseName.LEASE,
        path,
        LeaseName.HOME,
        home);
  }

  /**
   * Whose session it is.
   *
   * @return the owner, as given to {@link Leases#acquire}
   */
  public String owner() {
    return name.owner();
  }

  /**
   * Which session of the owner it is.
   *
   * @return a random UUID
   */
  public String session() {
    return name.session();
  }

  /**
   * The labels that each container of this session must be made with: labels cannot be changed
   * later. An image that is committed from such a container carries them too, and what is made from
   * it would be taken for this session's: give it other ones ({@code docker commit --change 'LABEL
   * io.health4j.owner='}).
   *
   * @return the owner, the session, the lease's file, and the UUID of the folder that it is in;
   *     always the same, immutable
   */
  public Map<String, String> labels() {
    return labels;
  }

  /**
   * Ends the session: its containers are orphans from now on. It waits for one small write, as long
   * as the file system takes, and never throws: what cannot be written is logged, and tried again
   * in the background. Closing again does nothing.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      tell();
      renewer.ended(this);
    } catch (IOException | RuntimeException e) {
      renewer.failed(this, e);
      drop();
    }
  }

  /** With the file gone, whoever watches waits for one lease, and then holds it to be ended. */
  private void drop() {
    try {
      folder.disk().delete(folder.file(name));
      renewer.release(this);
    } catch (IOException | RuntimeException e) {
      renewer.failed(this, e);
    }
  }

  /**
   * Writes to the file that the owner lives or, once this is closed, that it ended.
   *
   * @throws IOException when that was not possible
   */
  void tell() throws IOException {
    writing.lock();
    try {
      if (content.ended()) {
        return;
      }
      LeaseFile next = content.renewed(closed);
      folder.keep(home);
      write(next.encode());
      content = next;
      renewedAt = renewer.now();
    } finally {
      writing.unlock();
    }
  }

  private void write(byte[] bytes) throws IOException {
    try {
      folder.disk().overwrite(folder.file(name), bytes);
    } catch (NoSuchFileException e) {
      folder.disk().create(folder.file(name), bytes);
    }
  }

  LeaseName name() {
    return name;
  }

  boolean isClosed() {
    return closed;
  }

  boolean carriesHome(String other) {
    return home.equals(other);
  }

  /** When it was last written, on the renewer's clock. */
  long renewedAt() {
    return renewedAt;
  }

  @Override
  public String toString() {
    return name.owner() + " " + name.session();
  }
}
