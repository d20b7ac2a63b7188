package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.time.Ticker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What the watcher of XIDs does, step by step: make a set of events of all GPUs, wait for an event,
 * log it, and begin anew when the GPUs changed or the set broke. A set breaks when one of its GPUs
 * is lost: waiting then fails at once, again and again. So the set is thrown away, and the next is
 * made after a pause that doubles, without the GPUs that refuse to be in it. One that refuses for
 * another reason than that it has no events may have done so for a moment: so the set is then made
 * anew after such a pause, too.
 *
 * <p>{@link #step} and {@link #close} are for one thread at a time, {@link #follow} and {@link
 * #state} for any.
 */
final class XidLoop {

  /** How watching goes. */
  enum State {
    /** There is no GPU to watch, or nobody asked to. */
    IDLE,
    /** XIDs are reported as they come, of some GPUs at least. */
    WATCHING,
    /** The platform has no such events: Windows, a virtual GPU, a very old driver. */
    UNSUPPORTED,
    /** The driver answers errors; it is tried again. */
    FAILING
  }

  /**
   * What to watch.
   *
   * @param uuids by handle
   * @param ticker what events are stamped with
   */
  record Plan(Map<Long, String> uuids, Ticker ticker) {
    Plan {
      uuids = Map.copyOf(uuids);
    }
  }

  /**
   * One wait, in milliseconds: the most that {@link XidWatcher#stop} waits for a driver that works,
   * at the price of five wakings a second.
   */
  static final int WAIT_MILLIS = 200;

  /** The answer of a step after which there is nothing to do until the plan changes. */
  static final long NOTHING_TO_DO = -1;

  private static final long FIRST_PAUSE = 1_000;
  private static final long LONGEST_PAUSE = 60_000;

  private static final Logger LOG = LoggerFactory.getLogger(XidLoop.class);

  private final NvmlApi api;
  private final XidLog log;
  private final Ticker real;
  private final long[] out = new long[NvmlApi.MAX_VALUES];

  /** GPUs that would break the set; tried again with the next set after a pause or a change. */
  private final Set<Long> excluded = new HashSet<>();

  private volatile Plan wanted = new Plan(Map.of(), Ticker.system());
  private volatile State state = State.IDLE;
  private Plan watched = wanted;
  private @Nullable Long set;
  private long pause = FIRST_PAUSE;

  /** Whether a GPU is not in the set that may be in the next; and when, and how long that takes. */
  private boolean incomplete;

  private long madeAt;
  private long patience = FIRST_PAUSE;
  private String logged = "";

  /**
   * A loop that watches nothing yet.
   *
   * @param real measures how long the driver really waited
   */
  XidLoop(NvmlApi api, XidLog log, Ticker real) {
    this.api = api;
    this.log = log;
    this.real = real;
  }

  /** Watches other GPUs from the next step on. The same ones go on as they are. */
  void follow(Plan plan) {
    wanted = plan;
  }

  State state() {
    return state;
  }

  /** Whether the plan changed since the last step began. */
  boolean hasNews() {
    return !wanted.equals(watched);
  }

  /**
   * Makes a set, or waits once for an event.
   *
   * @return milliseconds to pause before the next step, 0 for none, or {@link #NOTHING_TO_DO}
   */
  long step() {
    if (hasNews()) {
      change(wanted);
    }
    Long current = set;
    return current == null ? begin() : await(current);
  }

  private void change(Plan plan) {
    leaveSet();
    pause = FIRST_PAUSE;
    patience = FIRST_PAUSE;
    watched = plan;
  }

  private void leaveSet() {
    for (int i = 0; set != null && i < XidLog.MAX_EVENTS; i++) {
      if (api.awaitEvent(set, 0, out) != NvmlReturn.SUCCESS) {
        break; // what led to this may have led to more XIDs, which wait in the old set
      }
      report();
    }
    close();
    excluded.clear();
  }

  private long begin() {
    if (watched.uuids.isEmpty()) {
      log.refused(Map.of());
      state = State.IDLE;
      return NOTHING_TO_DO;
    }
    int code = api.createEvents(out);
    if (code != NvmlReturn.SUCCESS) {
      return failed(code, "events cannot be asked for");
    }
    set = out[0];
    return register(out[0]);
  }

  private long register(long made) {
    var refused = new HashMap<String, String>();
    int worst = NvmlReturn.NOT_SUPPORTED;
    for (var gpu : watched.uuids.entrySet()) {
      int code = register(made, gpu.getKey());
      if (code == NvmlReturn.UNKNOWN && excluded.add(gpu.getKey())) {
        close(); // the set is now in no defined state, by NVML's own words
        return 0;
      }
      if (code != NvmlReturn.SUCCESS) {
        refused.put(gpu.getValue(), NvmlReturn.text(code));
        worst = isUnsupported(code) ? worst : code;
      }
    }
    log.refused(refused);
    if (refused.size() == watched.uuids.size()) {
      close();
      return failed(worst, "no GPU reports XIDs");
    }
    incomplete = !isUnsupported(worst);
    madeAt = real.read();
    state = State.WATCHING;
    return 0;
  }

  private int register(long made, long device) {
    if (excluded.contains(device)) {
      return NvmlReturn.UNKNOWN;
    }
    int code = api.read(device, NvmlQuery.EVENT_TYPES, 0, out);
    if (code != NvmlReturn.SUCCESS) {
      return code;
    }
    return (out[0] & NvmlApi.XID_EVENT) == 0
        ? NvmlReturn.NOT_SUPPORTED
        : api.registerEvents(made, device, NvmlApi.XID_EVENT);
  }

  private long await(long current) {
    long before = real.read();
    if (incomplete && (before - madeAt) / 1_000_000 >= patience) {
      patience = Math.min(LONGEST_PAUSE, patience * 2);
      leaveSet();
      return 0;
    }
    int code = api.awaitEvent(current, WAIT_MILLIS, out);
    if (code == NvmlReturn.SUCCESS) {
      report();
    } else if (code != NvmlReturn.TIMEOUT) {
      close();
      return failed(code, "waiting for events failed");
    }
    pause = FIRST_PAUSE;
    boolean early = (real.read() - before) / 1_000_000 < WAIT_MILLIS / 2;
    return code == NvmlReturn.TIMEOUT && early ? WAIT_MILLIS : 0; // a driver may not wait at all
  }

  private void report() {
    if ((out[1] & NvmlApi.XID_EVENT) == 0) {
      return;
    }
    String uuid = watched.uuids.get(out[0]);
    if (uuid == null) {
      uuid = "unknown GPU with handle " + Long.toHexString(out[0]);
      logOnce(Level.WARN, "there are XIDs of an " + uuid);
    }
    log.add(uuid, (int) out[2], (int) out[3], watched.ticker.read());
  }

  private long failed(int code, String what) {
    excluded.clear();
    state = isUnsupported(code) ? State.UNSUPPORTED : State.FAILING;
    String message = "XIDs are not reported, " + what + ": " + NvmlReturn.text(code);
    if (state == State.UNSUPPORTED) {
      logOnce(Level.INFO, message);
      return NOTHING_TO_DO;
    }
    // that the driver ended is told by the session
    logOnce(code == NvmlReturn.UNINITIALIZED ? Level.DEBUG : Level.WARN, message);
    long now = pause;
    pause = Math.min(LONGEST_PAUSE, pause * 2);
    return now;
  }

  /** What happens again and again is logged once. */
  private void logOnce(Level level, String message) {
    if (!message.equals(logged)) {
      LOG.atLevel(level).log(message);
      logged = message;
    }
  }

  private static boolean isUnsupported(int code) {
    return code == NvmlReturn.NOT_SUPPORTED || code == NvmlReturn.FUNCTION_NOT_FOUND;
  }

  /** Gives the set back, if there is one. */
  void close() {
    Long made = set;
    set = null;
    if (made != null) {
      api.freeEvents(made);
    }
  }
}
