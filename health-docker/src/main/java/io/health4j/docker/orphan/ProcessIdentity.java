package io.health4j.docker.orphan;

/**
 * What tells a process from every other one, also from those that get its PID later.
 *
 * @param boot the kernel's random id of this boot
 * @param namespaces in which its PID and its start are counted: PIDs of two PID namespaces cannot
 *     be compared, nor starts in two time namespaces
 * @param pid its PID there
 * @param start when it started, in clock ticks since the boot: no setting of a clock changes that
 */
record ProcessIdentity(String boot, String namespaces, long pid, long start) {

  boolean comparableWith(ProcessIdentity other) {
    return boot.equals(other.boot) && namespaces.equals(other.namespaces);
  }
}
