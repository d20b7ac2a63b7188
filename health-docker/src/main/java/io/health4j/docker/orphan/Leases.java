package io.health4j.docker.orphan;

import io.health4j.docker.orphan.LeaseState.Life;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Tells who owns a container, and whether that owner still lives.
 *
 * <p>Labels of a container cannot change, so they only name a lease: a small file that the owner
 * renews while it lives. On the same machine nothing depends on that: the file says which process
 * holds the lease, by boot, PID namespace, PID and start, so an owner that is gone is known at
 * once, also when its PID was used again, and one that lives is known to live, also when it is
 * frozen or its disk is full. Where the process cannot be seen (another container, another machine
 * that shares the folder, another operating system than Linux) an owner is held to be dead when its
 * lease was seen unchanged for its whole duration. No wall clock is read for any of this.
 *
 * <p>A renewal overwrites the file in place. On file systems that never do so (Btrfs, ZFS) a full
 * disk can prevent it, and then only judges on the same machine still see the owner live.
 *
 * <p>The folder must be the user's own: whoever can write there can end an owner's session. It is
 * made with access for the user alone where the file system knows POSIX permissions; it needs hard
 * links. Never copy it to a machine that uses the same engine: the copy would say that it is the
 * same folder, and there the leases are not renewed. To begin and to end a session waits for its
 * file system, which should be a local one.
 *
 * <pre>{@code
 * Leases leases = Leases.standard();
 * try (Lease lease = leases.acquire("trainer")) {
 *   // start containers with lease.labels()
 * } // what is left of them is an orphan now
 * }</pre>
 *
 * <p>Thread-safe. The leases of one object are renewed by one daemon thread, {@code
 * health4j-lease}, that is there only while some are held.
 */
public final class Leases {

  /**
   * 30 s, this project's own judgement; Kubernetes' node leases last 40 s. A lease is renewed every
   * third of its duration.
   */
  public static final Duration DEFAULT_DURATION = Duration.ofSeconds(30);

  private static final int RENEWALS = 3;

  private final LeaseFolder folder;
  private final Duration duration;
  private final Ticker ticker;
  private final Processes processes;
  private final Renewer renewer;
  private final FolderJudge judge;

  Leases(LeaseFolder folder, Duration duration, Ticker ticker, Processes processes) {
    this.folder = folder;
    this.duration = duration;
    this.ticker = ticker;
    this.processes = processes;
    this.renewer = new Renewer(duration.dividedBy(RENEWALS), ticker);
    this.judge = new FolderJudge(folder, duration.toNanos(), processes, renewer);
  }

  /**
   * Leases in the user's folder for states: {@code health4j/leases} in {@code $XDG_STATE_HOME} or,
   * when that is not set to an absolute path, in {@code ~/.local/state}, as the XDG Base Directory
   * Specification says. Nothing is made before the first lease.
   *
   * @return the leases
   * @throws IllegalStateException when the user has no home folder
   */
  public static Leases standard() {
    String state = Objects.requireNonNullElse(System.getenv("XDG_STATE_HOME"), "");
    return in(standardFolder(state, System.getProperty("user.home", "")));
  }

  static Path standardFolder(String state, String user) {
    boolean set = !state.isEmpty() && Path.of(state).isAbsolute();
    Path base = set ? Path.of(state) : Path.of(user, ".local", "state");
    if (!base.isAbsolute()) {
      throw new IllegalStateException(
          "no home folder is known, user.home is '" + user + "'; use Leases.in(folder)");
    }
    return base.resolve("health4j").resolve("leases");
  }

  /**
   * Leases in a folder, which all hosts of a user on a machine should share. It is made before the
   * first lease, when it is not there.
   *
   * @param folder where, relative to the working directory when not absolute; to be used for
   *     nothing else
   * @return the leases
   */
  public static Leases in(Path folder) {
    return new Leases(
        new LeaseFolder(folder.toAbsolutePath().normalize(), Disk.real()),
        DEFAULT_DURATION,
        Ticker.system(),
        Processes.system());
  }

  /**
   * Leases in the same folder with another duration; those that this object holds stay with it.
   *
   * @param value how long an owner that cannot be seen otherwise may go without renewing, 1 s to 1
   *     h; {@link #DEFAULT_DURATION} when not set
   * @return new leases
   * @throws IllegalArgumentException when it is out of range
   */
  public Leases duration(Duration value) {
    Durations.inRange("duration", value, LeaseFile.SHORTEST, LeaseFile.LONGEST);
    return new Leases(folder, value, ticker, processes);
  }

  /**
   * Begins a session of an owner. A host may begin any number: one for all its life, or one for
   * each piece of work.
   *
   * @param owner who starts containers, 1 to 64 of {@code A-Z a-z 0-9 . _ -}; the same after a
   *     restart, so that what a crash left is found
   * @return the session, to be closed
   * @throws IllegalArgumentException when the owner's name is not allowed
   * @throws IOException when the folder or the file cannot be made, or the folder is damaged
   */
  public Lease acquire(String owner) throws IOException {
    LeaseName name = new LeaseName(owner, UUID.randomUUID().toString());
    LeaseFile file = new LeaseFile(name, processes.own(), duration, 0, false);
    Lease lease = new Lease(folder, file, renewer);
    renewer.hold(lease);
    return lease;
  }

  /** The judge of this folder; always the same one, since it must remember what it saw. */
  LeaseJudge judge() {
    return judge;
  }

  Duration duration() {
    return duration;
  }

  Path folder() {
    return folder.path();
  }

  /** The UUID that containers of this folder carry; the folder is made if it is not there. */
  String home() throws IOException {
    return folder.open();
  }

  /** The sessions of an owner that have a file here, whether they live or not; in no order. */
  List<String> sessions(String owner) throws IOException {
    return folder.names(owner).stream().map(LeaseName::session).toList();
  }

  /** Those of them that ended. */
  List<String> ended(String owner, long tick) throws IOException {
    return folder.names(owner).stream()
        .filter(name -> isEnded(name, tick))
        .map(LeaseName::session)
        .toList();
  }

  private boolean isEnded(LeaseName name, long tick) {
    return renewer.find(name).isEmpty() && judge.judge(name, tick).life() == Life.ENDED;
  }

  /**
   * Deletes the file of a session that ended. Of one that lives, or may, nothing is touched. To be
   * called only when no container names it any more.
   *
   * @return whether it was deleted
   * @throws IOException when it could not be deleted
   */
  boolean forget(String owner, String session, long tick) throws IOException {
    LeaseName name = new LeaseName(owner, session);
    if (!isEnded(name, tick)) {
      return false;
    }
    folder.disk().delete(folder.file(name));
    return true;
  }

  /** Ends all sessions of this object, as before the process exits. */
  void closeAll() {
    renewer.all().forEach(Lease::close);
    renewer.renewAll(); // the ends of earlier ones that could not be written yet
  }

  /** What is wrong with writing the leases that are held. */
  Optional<String> trouble() {
    return renewer.trouble();
  }

  /** How long the lease that waits longest was not renewed; empty when none is held. */
  OptionalLong unrenewedNanos() {
    return renewer.unrenewedNanos();
  }

  /** Renews now what is held, on the caller's thread. */
  void renew() {
    renewer.renewAll();
  }
}
