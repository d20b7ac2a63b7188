package io.health4j.nvml;

import io.health4j.nvml.Roster.Seat;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows every GPU that was ever seen, by UUID, and opens them by the driver's index, which shifts
 * when one goes. A GPU that cannot be opened does not tell its UUID either. The driver orders GPUs
 * by PCI address, so it is taken for the first one missing between its neighbours; and for a
 * stranger when there is none. Used by one thread at a time.
 */
final class Registry {

  static final Comparator<Seat> BY_INDEX =
      Comparator.comparingInt((Seat seat) -> seat.gpu().index())
          .thenComparing(seat -> seat.gpu().uuid());

  private final NvmlApi api;
  private final Map<String, Gpu> known = new LinkedHashMap<>();
  private final long[] handle = new long[1];
  private final String[] text = new String[1];

  Registry(NvmlApi api) {
    this.api = api;
  }

  /** Opens the GPU at an index of the driver's. */
  Seat open(int index) {
    int code = api.open(index, handle);
    code = code == NvmlReturn.SUCCESS ? api.text(handle[0], NvmlText.UUID, text) : code;
    if (code != NvmlReturn.SUCCESS) {
      // not NOT_FOUND: the driver counts it
      int why = code == NvmlReturn.NOT_FOUND ? NvmlReturn.UNKNOWN : code;
      return new Seat(stranger(index), 0, why);
    }
    long device = handle[0];
    return new Seat(known.computeIfAbsent(text[0], uuid -> ask(index, uuid)), device, code);
  }

  private Gpu ask(int index, String uuid) {
    return new Gpu(
        index, uuid, say(NvmlText.PCI_ADDRESS), say(NvmlText.NAME), say(NvmlText.SERIAL));
  }

  private String say(NvmlText what) {
    return api.text(handle[0], what, text) == NvmlReturn.SUCCESS ? text[0] : "";
  }

  private static Gpu stranger(int index) {
    return new Gpu(index, "unknown-" + index, "", "", "");
  }

  /** Finds out which GPUs those are that could not be opened. */
  Seat[] name(Seat[] found) {
    Set<String> there = uuids(found);
    var named = new Seat[found.length];
    int above = -1;
    for (int i = 0; i < found.length; i++) {
      Seat seat = found[i];
      Gpu gpu = known.containsKey(seat.gpu().uuid()) ? seat.gpu() : missing(there, above, found, i);
      there.add(gpu.uuid());
      above = Math.max(above, known.containsKey(gpu.uuid()) ? gpu.index() : above);
      named[i] = new Seat(gpu, seat.handle(), seat.code());
    }
    return named;
  }

  private Gpu missing(Set<String> there, int above, Seat[] found, int index) {
    int below = below(found, index);
    return known.values().stream()
        .filter(gpu -> gpu.index() > above && gpu.index() < below && !there.contains(gpu.uuid()))
        .min(Comparator.comparingInt(Gpu::index))
        .orElseGet(() -> stranger(index));
  }

  /** The index of the next one that could be opened. */
  private int below(Seat[] found, int index) {
    return Arrays.stream(found, index, found.length)
        .map(Seat::gpu)
        .filter(gpu -> known.containsKey(gpu.uuid()))
        .mapToInt(Gpu::index)
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }

  /** Those that were there and are no longer. */
  List<Seat> gone(Seat[] found) {
    Set<String> there = uuids(found);
    var gone = new ArrayList<Seat>();
    for (Gpu gpu : known.values()) {
      if (!there.contains(gpu.uuid())) {
        gone.add(new Seat(gpu, 0, NvmlReturn.NOT_FOUND));
      }
    }
    return gone;
  }

  private static Set<String> uuids(Seat[] seats) {
    var uuids = new HashSet<String>();
    for (Seat seat : seats) {
      uuids.add(seat.gpu().uuid());
    }
    return uuids;
  }

  void forget() {
    known.clear();
  }
}
