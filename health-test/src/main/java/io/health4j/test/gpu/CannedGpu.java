package io.health4j.test.gpu;

import static io.health4j.nvml.api.NvmlQuery.AGGREGATE;
import static io.health4j.nvml.api.NvmlQuery.CORRECTED;
import static io.health4j.nvml.api.NvmlQuery.SLOWDOWN;
import static io.health4j.nvml.api.NvmlQuery.UNCORRECTED;

import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A GPU, or a MIG device, of a {@link CannedMachine}: what it answers to each query, to be changed
 * at any time. What was never set is not supported. What a query was set to first is what {@link
 * #reset} brings back. Thread-safe; a change of several numbers is seen one after another.
 */
public final class CannedGpu {

  private final Numbers numbers = new Numbers();
  private final Map<NvmlText, String> texts = new ConcurrentHashMap<>();
  private final List<NvmlProcess> processes = new CopyOnWriteArrayList<>();
  private final List<CannedGpu> migDevices = new CopyOnWriteArrayList<>();
  private volatile int failure;

  /** A GPU that supports nothing yet. */
  public CannedGpu() {}

  /**
   * Sets what a query without argument answers.
   *
   * @param query the query
   * @param values its values
   * @return this
   * @throws IllegalArgumentException for another number of values than the query has
   */
  public CannedGpu set(NvmlQuery query, long... values) {
    return setFor(query, 0, values);
  }

  /**
   * Sets what a query answers.
   *
   * @param query the query
   * @param argument which of its kind
   * @param values its values
   * @return this
   * @throws IllegalArgumentException for another number of values than the query has
   */
  public CannedGpu setFor(NvmlQuery query, int argument, long... values) {
    numbers.set(query, argument, values);
    return this;
  }

  /**
   * Lets a counter grow.
   *
   * @param query the query
   * @param argument which of its kind
   * @param by how much is added to its first value; less than 0 lets it fall
   * @return this
   * @throws IllegalArgumentException when it is not supported
   */
  public CannedGpu grow(NvmlQuery query, int argument, long by) {
    numbers.grow(query, argument, 0, by);
    return this;
  }

  /**
   * Lets a query fail.
   *
   * @param query the query
   * @param argument which of its kind
   * @param code a return code
   * @return this
   */
  public CannedGpu fail(NvmlQuery query, int argument, int code) {
    numbers.fail(query, argument, code);
    return this;
  }

  /**
   * Lets every call to it fail.
   *
   * @param code a return code; {@link NvmlReturn#SUCCESS} lets them succeed again
   * @return this
   */
  public CannedGpu failAll(int code) {
    failure = code;
    return this;
  }

  /** It falls off the bus. The machine still counts it, and cannot open it. */
  public void lose() {
    failAll(NvmlReturn.GPU_IS_LOST);
  }

  /**
   * It is reset: it answers again, every number and failure is as it was set first, and the driver
   * asks for nothing. What counts over the board's life (ECC errors in sum, retired pages, rows
   * that were remapped) stays.
   */
  public void reset() {
    failAll(NvmlReturn.SUCCESS);
    numbers.reset();
  }

  /**
   * Sets the temperature of the core, and with it how far it is from its slowdown.
   *
   * @param celsius in °C
   * @return this
   */
  public CannedGpu temperature(long celsius) {
    if (supports(NvmlQuery.TEMPERATURE_MARGIN, 0)) {
      long rise = celsius - numbers.get(NvmlQuery.TEMPERATURE, 0);
      numbers.grow(NvmlQuery.TEMPERATURE_MARGIN, 0, 0, -rise);
    }
    return set(NvmlQuery.TEMPERATURE, celsius);
  }

  /**
   * Sets how far the core is from its slowdown, and with it the temperature.
   *
   * @param celsius in °C; 0 is where it slows down
   * @return this
   */
  public CannedGpu margin(long celsius) {
    return temperature(limit() - celsius);
  }

  private long limit() {
    long now = numbers.get(NvmlQuery.TEMPERATURE, 0);
    return supports(NvmlQuery.TEMPERATURE_MARGIN, 0)
        ? now + numbers.get(NvmlQuery.TEMPERATURE_MARGIN, 0)
        : numbers.get(NvmlQuery.TEMPERATURE_THRESHOLD, SLOWDOWN);
  }

  /**
   * The memory has errors that were corrected, or not: they count since the driver was loaded and
   * over the board's life.
   *
   * @param corrected so many more were corrected
   * @param uncorrected so many more could not be corrected
   * @return this
   */
  public CannedGpu eccErrors(long corrected, long uncorrected) {
    return grow(NvmlQuery.ECC_TOTAL, CORRECTED, corrected)
        .grow(NvmlQuery.ECC_TOTAL, CORRECTED + AGGREGATE, corrected)
        .grow(NvmlQuery.ECC_TOTAL, UNCORRECTED, uncorrected)
        .grow(NvmlQuery.ECC_TOTAL, UNCORRECTED + AGGREGATE, uncorrected);
  }

  /**
   * Sets the state of its replacement rows.
   *
   * @param uncorrectable how many replace rows with errors that could not be corrected
   * @param pending whether some wait for a reset
   * @param failed whether one could not be replaced
   * @return this
   */
  public CannedGpu rowRemap(long uncorrectable, boolean pending, boolean failed) {
    return set(NvmlQuery.REMAPPED_ROWS, 0, uncorrectable, pending ? 1 : 0, failed ? 1 : 0);
  }

  /**
   * Sets whether a link is up.
   *
   * @param link from 0
   * @param up whether it is
   * @return this
   */
  public CannedGpu nvlink(int link, boolean up) {
    return setFor(NvmlQuery.NVLINK_STATE, link, up ? 1 : 0);
  }

  /**
   * Sets what the driver says is to be done.
   *
   * @param action 0 nothing, 1 reset, 2 reboot, 3 drain the links, 4 drain and reset
   * @return this
   */
  public CannedGpu recoveryAction(long action) {
    return setFor(NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION, action);
  }

  /**
   * Sets a text.
   *
   * @param text which
   * @param value the text
   * @return this
   */
  public CannedGpu text(NvmlText text, String value) {
    texts.put(text, value);
    return this;
  }

  /**
   * The processes that compute on it, to be changed.
   *
   * @return a live list
   */
  public List<NvmlProcess> processes() {
    return processes;
  }

  /**
   * Its MIG devices, to be changed.
   *
   * @return a live list
   */
  public List<CannedGpu> migDevices() {
    return migDevices;
  }

  /**
   * Whether a query has an answer.
   *
   * @param query the query
   * @param argument which of its kind
   * @return false when it is not supported, or fails
   */
  public boolean supports(NvmlQuery query, int argument) {
    return numbers.has(query, argument);
  }

  /**
   * How often a query was asked.
   *
   * @param query the query
   * @param argument which of its kind
   * @return the number of times, those included that failed
   */
  public long reads(NvmlQuery query, int argument) {
    return numbers.reads(query, argument);
  }

  int failure() {
    return failure;
  }

  int read(NvmlQuery query, int argument, long[] out) {
    int code = numbers.read(query, argument, out);
    return failure == NvmlReturn.SUCCESS ? code : failure;
  }

  @Nullable String text(NvmlText text) {
    return texts.get(text);
  }
}
