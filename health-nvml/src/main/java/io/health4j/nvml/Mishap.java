package io.health4j.nvml;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something threw that should not. It is logged once; findings name its type only, since a message
 * may hold anything. It happens on one thread at a time; any may look.
 */
final class Mishap {

  private static final Logger LOG = LoggerFactory.getLogger(Mishap.class);

  private final String where;
  private boolean logged;
  private volatile @Nullable String remedy;

  /** With what it is that fails, for the log. */
  Mishap(String where) {
    this.where = where;
  }

  void happened(Throwable thrown) {
    remedy =
        "Report "
            + thrown.getClass().getName()
            + ", with its stack trace from this process's log: it was thrown while this was read.";
    if (!logged) {
      logged = true;
      LOG.warn("{} cannot be read; this is logged once", where, thrown);
    }
  }

  void isOver() {
    remedy = null;
  }

  /** What to do about it; null when there was none. */
  @Nullable String remedy() {
    return remedy;
  }
}
