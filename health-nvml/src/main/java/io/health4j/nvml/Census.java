package io.health4j.nvml;

import io.health4j.nvml.Roster.Seat;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Begins the driver, and keeps count of its GPUs. Counting them is one cheap call, made for each
 * sample, and tells at once when the driver is gone. GPUs are opened only when the count changed, a
 * GPU could not be opened or read last time, or a minute has passed, since opening may hang. A
 * count that fails ends the session only when the driver says that it is over, or goes on failing:
 * all that is known of the GPUs ends with it.
 *
 * <p>All but what is marked as thread-safe runs on the session's lane.
 */
final class Census {

  /** A driver that did not begin is tried again after that (this project's own judgement). */
  static final Duration RETRY = Duration.ofSeconds(10);

  /** So many counts in a row fail before the session ends (this project's own judgement). */
  static final int FAILURES = 3;

  /** GPUs are opened anew at least so often (this project's own judgement). */
  static final Duration EVERY = Duration.ofMinutes(1);

  private final NvmlApi api;
  private final Gate gate;
  private final XidWatcher watcher;
  private final Registry registry;
  private final long[] number = new long[1];
  private final Set<String> suspects = ConcurrentHashMap.newKeySet();
  private Seat[] places = {};
  private Map<Long, String> watched = Map.of();
  private int generation;
  private int most;
  private boolean begun;
  private int failures;
  private long failingSince;
  private boolean tried;
  private long triedAt;
  private long openedAt;
  private volatile Roster roster = Roster.NONE;

  Census(NvmlApi api, Gate gate, XidWatcher watcher) {
    this.api = api;
    this.gate = gate;
    this.watcher = watcher;
    this.registry = new Registry(api);
  }

  /** As it was last; thread-safe. */
  Roster roster() {
    return roster;
  }

  /** A GPU does not answer as it should: it is opened anew next time. Thread-safe. */
  void suspect(Gpu gpu) {
    suspects.add(gpu.uuid());
  }

  /** Looks how things are now. */
  Roster refresh(Ticker ticker) {
    long now = ticker.read();
    if (begun) {
      int code = api.count(number);
      if (isCount(code)) {
        failures = 0;
        return count(code, ticker, now);
      } else if (!isOver(code, now)) {
        return roster;
      }
      fail(code);
      if (!shutdown()) {
        return roster; // a call is under way
      }
    }
    return tried && now - triedAt < RETRY.toNanos() ? roster : begin(ticker, now);
  }

  private Roster begin(Ticker ticker, long now) {
    tried = true;
    triedAt = now;
    int code = api.init();
    if (code == NvmlReturn.GPU_NOT_FOUND) {
      return publish(NvmlState.NO_GPU, new Seat[0]);
    } else if (code != NvmlReturn.SUCCESS) {
      return fail(code);
    }
    begun = true;
    failures = 0;
    generation = gate.open();
    places = new Seat[0];
    code = api.count(number);
    return isCount(code) ? count(code, ticker, now) : fail(code);
  }

  private static boolean isCount(int code) {
    return code == NvmlReturn.SUCCESS || code == NvmlReturn.GPU_NOT_FOUND;
  }

  private boolean isOver(int code, long now) {
    failingSince = failures++ == 0 ? now : failingSince;
    boolean lasting = failures >= FAILURES && now - failingSince >= RETRY.toNanos();
    return lasting
        || code == NvmlReturn.UNINITIALIZED
        || code == NvmlReturn.DRIVER_NOT_LOADED
        || code == NvmlReturn.LIB_RM_VERSION_MISMATCH;
  }

  private Roster fail(int code) {
    String problem = api.problem();
    String detail = NvmlReturn.text(code) + (problem.isEmpty() ? "" : ", " + problem);
    roster = new Roster(NvmlState.of(code), detail, generation, 0, most, roster.seats());
    return roster;
  }

  private Roster count(int code, Ticker ticker, long now) {
    int count = code == NvmlReturn.SUCCESS ? (int) number[0] : 0;
    boolean anew = count != places.length || roster.generation() != generation || !roster.isKnown();
    boolean old = now - openedAt >= EVERY.toNanos() && gate.isEmpty();
    boolean all = anew || old;
    if (all) {
      openedAt = now;
      suspects.clear();
    }
    var next = new Seat[count];
    boolean changed = all;
    for (int i = 0; i < count; i++) {
      boolean keep = !all && places[i].isOpen() && !suspects.remove(places[i].gpu().uuid());
      next[i] = keep ? places[i] : registry.open(i);
      changed |= !keep;
    }
    if (changed) {
      publish(count == 0 ? NvmlState.NO_GPU : NvmlState.READY, next);
    }
    watch(ticker);
    return roster;
  }

  private Roster publish(NvmlState state, Seat[] found) {
    places = registry.name(found);
    most = Math.max(most, places.length);
    List<Seat> seats = new ArrayList<>(List.of(places));
    seats.addAll(registry.gone(places));
    seats.sort(Registry.BY_INDEX);
    roster = new Roster(state, "", generation, places.length, most, seats);
    return roster;
  }

  private void watch(Ticker ticker) {
    var handles = new HashMap<Long, String>();
    for (Seat seat : places) {
      if (seat.isOpen()) {
        handles.put(seat.handle(), seat.gpu().uuid());
      }
    }
    if (!handles.equals(watched)) {
      watcher.watch(Map.copyOf(handles), ticker);
      watched = handles; // only now: what throws is tried again
    }
  }

  /** Ends the session. False while a call is under way, during which that cannot be. */
  boolean end() {
    if (!shutdown()) {
      return false;
    }
    registry.forget();
    suspects.clear();
    places = new Seat[0];
    tried = false;
    most = 0;
    roster = Roster.NONE;
    return true;
  }

  private boolean shutdown() {
    watched = Map.of();
    if (!watcher.stop() || !gate.close()) {
      return false;
    }
    if (begun) {
      api.shutdown();
      begun = false;
    }
    return true;
  }
}
