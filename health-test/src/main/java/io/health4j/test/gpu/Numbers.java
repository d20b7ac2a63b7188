package io.health4j.test.gpu;

import static io.health4j.nvml.api.NvmlQuery.AGGREGATE;

import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What a GPU answers to queries for numbers, now and at first. Thread-safe. */
final class Numbers {

  private record Key(NvmlQuery query, int argument) {}

  private static final class Answer {
    final int code;
    final long[] values;

    Answer(int code, long... values) {
      this.code = code;
      this.values = values;
    }

    Answer plus(int index, long by) {
      long[] sum = values.clone();
      sum[index] += by;
      return new Answer(code, sum);
    }
  }

  private static final Answer NOT_SUPPORTED = new Answer(NvmlReturn.NOT_SUPPORTED);

  private final Map<Key, Answer> first = new ConcurrentHashMap<>();
  private final Map<Key, Answer> now = new ConcurrentHashMap<>();
  private final Map<Key, LongAdder> reads = new ConcurrentHashMap<>();

  void set(NvmlQuery query, int argument, long... values) {
    if (values.length != query.width()) {
      throw new IllegalArgumentException(
          query + " must have " + query.width() + " values, had " + values.length);
    }
    put(new Key(query, argument), new Answer(NvmlReturn.SUCCESS, values.clone()));
  }

  void fail(NvmlQuery query, int argument, int code) {
    put(new Key(query, argument), new Answer(code));
  }

  private void put(Key key, Answer answer) {
    first.putIfAbsent(key, answer);
    now.put(key, answer);
  }

  void grow(NvmlQuery query, int argument, int index, long by) {
    Key key = new Key(query, argument);
    if (now.computeIfPresent(key, (k, old) -> isValue(old) ? old.plus(index, by) : old) == null
        || !has(query, argument)) {
      throw new IllegalArgumentException(query + " " + argument + " is not supported");
    }
  }

  boolean has(NvmlQuery query, int argument) {
    return isValue(answer(query, argument));
  }

  private static boolean isValue(Answer answer) {
    return answer.code == NvmlReturn.SUCCESS;
  }

  private Answer answer(NvmlQuery query, int argument) {
    return now.getOrDefault(new Key(query, argument), NOT_SUPPORTED);
  }

  long get(NvmlQuery query, int argument) {
    if (!has(query, argument)) {
      throw new IllegalArgumentException(query + " " + argument + " is not supported");
    }
    return answer(query, argument).values[0];
  }

  int read(NvmlQuery query, int argument, long[] out) {
    reads.computeIfAbsent(new Key(query, argument), key -> new LongAdder()).increment();
    Answer answer = answer(query, argument);
    System.arraycopy(answer.values, 0, out, 0, answer.values.length);
    return answer.code;
  }

  long reads(NvmlQuery query, int argument) {
    LongAdder count = reads.get(new Key(query, argument));
    return count == null ? 0 : count.sum();
  }

  void reset() {
    first.forEach((key, answer) -> now.computeIfPresent(key, (k, old) -> after(key, old, answer)));
  }

  /** What a reset leaves of an answer. */
  private static Answer after(Key key, Answer old, Answer first) {
    if (!isValue(old) || !isValue(first)) {
      return first;
    }
    long[] values = old.values;
    return switch (key.query) {
      case ECC_TOTAL, ECC_AT -> (key.argument & AGGREGATE) != 0 ? old : first;
      case RETIRED_PAGES -> old;
      case REMAPPED_ROWS -> new Answer(old.code, values[0], values[1], 0, values[3]);
      case ECC_SRAM -> new Answer(old.code, values[0], 0, 0, 0, values[4], values[5], values[6]);
      default -> first;
    };
  }
}
