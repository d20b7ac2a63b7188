package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The driver as a judge calls it itself in one sample: what the GPU does not support is answered
 * from memory, and what came of each call is kept. Parts of a GPU come and go, so that nothing is
 * kept of them.
 *
 * @param api what is asked
 * @param device the GPU
 * @param tick when the sample is read
 * @param answers by what was asked, from one sample to the next
 */
record Asked(NvmlApi api, long device, long tick, Map<Question, Answer> answers)
    implements NvmlApi {

  /**
   * What was asked.
   *
   * @param query null for a list of processes
   */
  record Question(@Nullable NvmlQuery query, int argument) {}

  @Override
  public int read(long handle, NvmlQuery query, int argument, long[] out) {
    if (handle != device) {
      return api.read(handle, query, argument, out);
    }
    Answer answer = answer(new Question(query, argument));
    if (answer.isDue(tick, Duration.ZERO)) {
      answer.take(api.read(handle, query, argument, out), tick);
    }
    return answer.code();
  }

  @Override
  public int processes(long handle, boolean graphics, List<NvmlProcess> out) {
    if (handle != device) {
      return api.processes(handle, graphics, out);
    }
    Answer answer = answer(new Question(null, graphics ? 1 : 0));
    if (answer.isDue(tick, Duration.ZERO)) {
      answer.take(api.processes(handle, graphics, out), tick);
    }
    return answer.code();
  }

  private Answer answer(Question key) {
    return answers.computeIfAbsent(key, absent -> new Answer());
  }

  @Override
  public int init() {
    return api.init();
  }

  @Override
  public int shutdown() {
    return api.shutdown();
  }

  @Override
  public String problem() {
    return api.problem();
  }

  @Override
  public int count(long[] out) {
    return api.count(out);
  }

  @Override
  public int open(int index, long[] out) {
    return api.open(index, out);
  }

  @Override
  public int openMig(long handle, int index, long[] out) {
    return api.openMig(handle, index, out);
  }

  @Override
  public int text(long handle, NvmlText text, String[] out) {
    return api.text(handle, text, out);
  }

  @Override
  public int createEvents(long[] out) {
    return api.createEvents(out);
  }

  @Override
  public int registerEvents(long set, long handle, long types) {
    return api.registerEvents(set, handle, types);
  }

  @Override
  public int awaitEvent(long set, int timeoutMillis, long[] out) {
    return api.awaitEvent(set, timeoutMillis, out);
  }

  @Override
  public int freeEvents(long set) {
    return api.freeEvents(set);
  }
}
