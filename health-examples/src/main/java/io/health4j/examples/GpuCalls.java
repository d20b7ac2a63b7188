package io.health4j.examples;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Makes every call to every GPU, again and again, and notes what it answers and how long it takes.
 * What answers with an error is asked a few times only.
 */
final class GpuCalls {

  /** So long one call to one GPU may be repeated. */
  private static final long MOST_NANOS = 100_000_000L;

  private static final int FEWEST = 5;

  /** Locations of memory errors that NVML 13.3 knows. */
  private static final int ECC_LOCATIONS = 8;

  private static final int KINDS_PER_PLACE = 16;

  /** A call, as far as it is made here. */
  interface Call {
    int make(long[] out);
  }

  /**
   * What a call answered.
   *
   * @param function NVML's name of it
   * @param argument which of its kind; empty when it has none
   * @param gpu the GPU's index
   * @param code the return code of the last one
   * @param value in words
   * @param times how long each took
   */
  record Row(String function, String argument, int gpu, int code, String value, GpuTimes times) {}

  private final NvmlApi api;
  private final int calls;

  /**
   * Something that makes calls.
   *
   * @param calls how often each, at most
   */
  GpuCalls(NvmlApi api, int calls) {
    this.api = api;
    this.calls = calls;
  }

  /** All calls of a GPU. */
  List<Row> of(GpuHandle gpu) {
    var rows = new ArrayList<Row>();
    for (NvmlText text : NvmlText.values()) {
      rows.add(text(gpu, text));
    }
    for (NvmlQuery query : NvmlQuery.values()) {
      for (int argument : arguments(query)) {
        rows.add(number(gpu, query, argument));
      }
    }
    rows.add(processes(gpu, false));
    rows.add(processes(gpu, true));
    return rows;
  }

  private Row text(GpuHandle gpu, NvmlText text) {
    var out = new String[1];
    Row row = measure(text.function(), "", gpu.index(), none -> api.text(gpu.device(), text, out));
    return row.code() == NvmlReturn.SUCCESS ? with(row, out[0]) : row;
  }

  private Row number(GpuHandle gpu, NvmlQuery query, int argument) {
    var last = new long[NvmlApi.MAX_VALUES];
    String which = arguments(query).length == 1 ? "" : String.valueOf(argument);
    Row row =
        measure(
            query.function(),
            which,
            gpu.index(),
            out -> {
              int code = api.read(gpu.device(), query, argument, out);
              System.arraycopy(out, 0, last, 0, last.length);
              return code;
            });
    String values =
        LongStream.of(Arrays.copyOf(last, query.width()))
            .mapToObj(Long::toString)
            .collect(Collectors.joining(", "));
    return row.code() == NvmlReturn.SUCCESS ? with(row, values) : row;
  }

  private Row processes(GpuHandle gpu, boolean graphics) {
    var last = new ArrayList<NvmlProcess>();
    String function =
        graphics ? "nvmlDeviceGetGraphicsRunningProcesses" : "nvmlDeviceGetComputeRunningProcesses";
    Row row =
        measure(
            function,
            "",
            gpu.index(),
            none -> {
              last.clear();
              return api.processes(gpu.device(), graphics, last);
            });
    return row.code() == NvmlReturn.SUCCESS ? with(row, String.valueOf(last.size())) : row;
  }

  private Row measure(String function, String argument, int gpu, Call call) {
    var nanos = new long[calls];
    var out = new long[NvmlApi.MAX_VALUES];
    long start = System.nanoTime();
    long before = start;
    int made = 0;
    int code;
    do {
      code = call.make(out);
      long now = System.nanoTime();
      nanos[made++] = now - before;
      before = now;
    } while (made < calls && (made < FEWEST || goesOn(code, before - start)));
    var times = GpuTimes.of(Arrays.stream(nanos, 0, made));
    return new Row(function, argument, gpu, code, "", times);
  }

  private static boolean goesOn(int code, long nanos) {
    return code == NvmlReturn.SUCCESS && nanos < MOST_NANOS;
  }

  private static Row with(Row row, String value) {
    return new Row(row.function, row.argument, row.gpu, row.code, value, row.times);
  }

  /** What a query can be asked for. */
  private static int[] arguments(NvmlQuery query) {
    return switch (query) {
      case TEMPERATURE_THRESHOLD, CLOCK, MAX_CLOCK, FAN_SPEED, ECC_TOTAL -> from(4);
      case FIELD ->
          new int[] {
            NvmlQuery.MEMORY_TEMPERATURE,
            NvmlQuery.PCIE_FATAL_ERRORS,
            NvmlQuery.PCIE_SENT,
            NvmlQuery.PCIE_RECEIVED,
            NvmlQuery.RECOVERY_ACTION
          };
      case ECC_AT -> places(ECC_LOCATIONS);
      case RETIRED_PAGES, PCIE_THROUGHPUT -> from(2);
      case NVLINK_STATE -> from(NvmlQuery.MAX_NVLINKS);
      case NVLINK_ERRORS -> places(NvmlQuery.MAX_NVLINKS);
      default -> from(1);
    };
  }

  private static int[] from(int count) {
    return IntStream.range(0, count).toArray();
  }

  /** Each of four kinds at each place. */
  private static int[] places(int count) {
    return IntStream.range(0, count * 4).map(i -> i / 4 * KINDS_PER_PLACE + i % 4).toArray();
  }
}
