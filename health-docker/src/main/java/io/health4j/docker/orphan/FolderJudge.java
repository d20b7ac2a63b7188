package io.health4j.docker.orphan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.docker.orphan.LeaseState.Life;
import io.health4j.time.Durations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Judges leases by the files of one folder. What is certain comes first:
 *
 * <ol>
 *   <li>Containers whose lease is kept elsewhere are not ours to judge.
 *   <li>An owner that said it ended has ended.
 *   <li>An owner on this boot, in this PID namespace, lives exactly as long as its process, known
 *       by PID and start. It need not renew: it may be frozen, or the disk may be full.
 *   <li>All others have to be watched. An owner lives until its file was seen unchanged for the
 *       lease's duration. As in Kubernetes' leader election, only the time that the watcher itself
 *       measured between its own looks counts, so no clock is compared with another.
 * </ol>
 *
 * <p>Between two looks at most half of the duration counts. A watcher that was frozen together with
 * the owner would otherwise wake first, and take its own absence for the owner's; so it takes three
 * looks at least.
 *
 * <p>Thread-safe.
 */
final class FolderJudge implements LeaseJudge {

  /** Beyond it the one that was looked at least recently is watched anew, which is safe. */
  static final int WATCHED = 10_000;

  private static final int READS = 4;

  private final LeaseFolder folder;
  private final long duration;
  private final Processes processes;
  private final Renewer renewer;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<LeaseName, Watch> watches =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LeaseName, Watch> eldest) {
          return size() > WATCHED;
        }
      };

  FolderJudge(LeaseFolder folder, long duration, Processes processes, Renewer renewer) {
    this.folder = folder;
    this.duration = duration;
    this.processes = processes;
    this.renewer = renewer;
  }

  /** What was seen of a file, and for how long nothing else. */
  private record Watch(Sight sight, long tick, long nanos) {

    Watch next(Sight now, long at, long lease) {
      if (!now.equals(sight)) {
        return new Watch(now, at, 0);
      }
      // Threads may come here in another order than they read the clock in.
      long passed = Math.max(0, at - tick);
      return new Watch(
          now, tick + passed, Math.min(lease, nanos + Math.min(passed, lease / 2 + 1)));
    }
  }

  /** One look at a file: the lease, or else what is wrong, and what stands there instead. */
  private record Sight(String content, Optional<LeaseFile> lease, String wrong) {

    static Sight nothing(String wrong) {
      return new Sight("", Optional.empty(), wrong);
    }
  }

  @Override
  public LeaseState judge(Map<String, String> labels, long tick) {
    Optional<LeaseName> name = LeaseName.of(labels);
    if (name.isEmpty()) {
      return new LeaseState(Life.UNSEEN, "its labels name no lease");
    }
    String home = labels.getOrDefault(LeaseName.HOME, "");
    Optional<Lease> held = renewer.find(name.get());
    if (held.isPresent() && held.get().carriesHome(home)) {
      return own(held.get());
    }
    return elsewhere(home).orElseGet(() -> judge(name.get(), tick));
  }

  private static LeaseState own(Lease lease) {
    return lease.isClosed()
        ? new LeaseState(Life.ENDED, "its session was ended")
        : new LeaseState(Life.ALIVE, "its session is this process's own");
  }

  private Optional<LeaseState> elsewhere(String home) {
    try {
      Optional<String> here = folder.home();
      String reason = here.isPresent() ? "its lease is kept elsewhere than in " : "there is no ";
      return here.isPresent() && here.get().equals(home)
          ? Optional.empty()
          : Optional.of(new LeaseState(Life.UNSEEN, reason + folder.path()));
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          new LeaseState(Life.UNSEEN, folder.path() + " cannot be read: " + e.getMessage()));
    }
  }

  /**
   * Judges a lease of this folder.
   *
   * @param name which
   * @param tick now
   * @return ALIVE or ENDED
   */
  LeaseState judge(LeaseName name, long tick) {
    Sight sight = look(name);
    return sight.lease().flatMap(this::certain).orElseGet(() -> watch(name, sight, tick));
  }

  private Optional<LeaseState> certain(LeaseFile lease) {
    if (lease.ended()) {
      return Optional.of(new LeaseState(Life.ENDED, "its session was ended"));
    }
    return lease.process().flatMap(this::byProcess);
  }

  private Optional<LeaseState> byProcess(ProcessIdentity process) {
    return switch (processes.look(process)) {
      case THERE -> Optional.of(new LeaseState(Life.ALIVE, "process " + process.pid() + " lives"));
      case GONE -> Optional.of(new LeaseState(Life.ENDED, "process " + process.pid() + " ended"));
      case UNKNOWN -> Optional.empty();
    };
  }

  /** A file that is just being written is read again; what stays damaged is told as that. */
  private Sight look(LeaseName name) {
    byte[] bytes = {};
    try {
      for (int i = 0; i < READS; i++) {
        bytes = folder.disk().read(folder.file(name));
        Optional<LeaseFile> lease = LeaseFile.decode(bytes).filter(it -> it.name().equals(name));
        if (lease.isPresent()) {
          return new Sight("", lease, "");
        }
      }
      String content = new String(bytes, StandardCharsets.ISO_8859_1);
      return new Sight(content, Optional.empty(), "is damaged or of a newer version");
    } catch (NoSuchFileException e) {
      return Sight.nothing("is missing");
    } catch (IOException | RuntimeException e) {
      return Sight.nothing("cannot be read");
    }
  }

  private LeaseState watch(LeaseName name, Sight sight, long tick) {
    long lease = sight.lease().map(it -> it.duration().toNanos()).orElse(duration);
    long nanos = note(name, sight, tick, lease);
    String what = sight.wrong().isEmpty() ? "was not renewed" : sight.wrong();
    String reason = "its lease " + what + " for " + Durations.text(nanos);
    return nanos >= lease
        ? new LeaseState(Life.ENDED, reason)
        : new LeaseState(Life.ALIVE, reason + " of " + Durations.text(lease));
  }

  private long note(LeaseName name, Sight sight, long tick, long lease) {
    lock.lock();
    try {
      Watch before = watches.getOrDefault(name, new Watch(sight, tick, 0));
      Watch now = before.next(sight, tick, lease);
      watches.put(name, now);
      return now.nanos();
    } finally {
      lock.unlock();
    }
  }
}
