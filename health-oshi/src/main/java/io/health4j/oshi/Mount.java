package io.health4j.oshi;

/**
 * One mounted file system.
 *
 * @param path where it is mounted
 * @param device what is mounted there
 * @param type such as {@code ext4}
 * @param readOnly whether it is mounted without the right to write
 * @param space its bytes
 * @param inodes how many files it can hold; 0 when it has no such limit
 * @param freeInodes how many more it can hold
 */
record Mount(
    String path,
    String device,
    String type,
    boolean readOnly,
    Space space,
    long inodes,
    long freeInodes) {

  /**
   * The bytes of a file system.
   *
   * @param total all
   * @param usable what an ordinary user may still write
   * @param free what is not used; more than usable, when some is kept for the system
   */
  record Space(long total, long usable, long free) {

    long used() {
      return Math.max(0, total - free);
    }

    /** What is kept for the system. */
    long reserved() {
      return Math.max(0, free - usable);
    }

    /** Reserved bytes count in neither part, as in df: it is full when users can write no more. */
    double utilization() {
      long whole = used() + usable;
      return whole == 0 ? 0 : (double) used() / whole;
    }

    /** The size of some file systems (ZFS) moves a little with what is written elsewhere. */
    boolean sameSize(Space other) {
      return Math.abs(total - other.total) <= total / 100;
    }
  }

  Mount with(Space now) {
    return new Mount(path, device, type, readOnly, now, inodes, freeInodes);
  }

  boolean hasInodes() {
    return inodes > 0 && freeInodes >= 0 && freeInodes <= inodes;
  }

  double inodeUtilization() {
    return (double) (inodes - freeInodes) / inodes;
  }
}
