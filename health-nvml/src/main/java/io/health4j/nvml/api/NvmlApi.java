package io.health4j.nvml.api;

import java.util.List;

/**
 * NVML as far as it is used here: handles are numbers, and answers are written into arrays of the
 * caller, so that a reading allocates nothing. Each call answers NVML's own return code, one of
 * {@link NvmlReturn}; only with {@link NvmlReturn#SUCCESS} is anything written.
 *
 * <p>A call may block for as long as the driver pleases, and cannot be interrupted. Implementations
 * are thread-safe, as NVML is, and never throw.
 */
public interface NvmlApi {

  /** The length of the array that {@link #read} and {@link #awaitEvent} are given, at least. */
  int MAX_VALUES = 8;

  /**
   * Loads the library if need be, and connects to the driver. Each success is to be followed by a
   * {@link #shutdown}.
   *
   * @return a return code; {@link NvmlReturn#LIBRARY_NOT_FOUND} without the library
   */
  int init();

  /**
   * Ends what a successful {@link #init} began.
   *
   * @return a return code
   */
  int shutdown();

  /**
   * Why {@link #init} failed last, in words, where the code does not say it all.
   *
   * @return one line; may be empty
   */
  default String problem() {
    return "";
  }

  /**
   * How many GPUs the driver sees, those included that it cannot open.
   *
   * @param out its first place gets the count
   * @return a return code
   */
  int count(long[] out);

  /**
   * Opens a GPU.
   *
   * @param index from 0 to the count less one; may change when a GPU comes or goes
   * @param out its first place gets the handle
   * @return a return code; {@link NvmlReturn#GPU_IS_LOST} when it fell off the bus
   */
  int open(int index, long[] out);

  /**
   * Opens a MIG device of a GPU.
   *
   * @param device the GPU's handle
   * @param index from 0 to {@link NvmlQuery#MIG_MAX_DEVICES} less one
   * @param out its first place gets the handle
   * @return a return code; {@link NvmlReturn#NOT_FOUND} where there is none at the index
   */
  int openMig(long device, int index, long[] out);

  /**
   * Reads numbers.
   *
   * @param device the handle of a GPU or MIG device
   * @param query what to read
   * @param argument which of its kind, as the query says; 0 when it says nothing
   * @param out gets as many values as the query says
   * @return a return code
   */
  int read(long device, NvmlQuery query, int argument, long[] out);

  /**
   * Reads a text.
   *
   * @param device the handle of a GPU or MIG device; 0 for what is the system's
   * @param text what to read
   * @param out its first place gets the text
   * @return a return code
   */
  int text(long device, NvmlText text, String[] out);

  /**
   * Lists the processes that have work on a GPU.
   *
   * @param device the handle of a GPU or MIG device
   * @param graphics whether those with graphics contexts are meant, and not those that compute
   * @param out gets them added
   * @return a return code
   */
  int processes(long device, boolean graphics, List<NvmlProcess> out);

  /**
   * Begins a set of events to wait for.
   *
   * @param out its first place gets the set
   * @return a return code
   */
  int createEvents(long[] out);

  /**
   * Adds events of a GPU to a set.
   *
   * @param set the set
   * @param device the GPU's handle
   * @param types bits, of which {@link #XID_EVENT} is one
   * @return a return code
   */
  int registerEvents(long set, long device, long types);

  /** The event of an XID, as a bit. */
  long XID_EVENT = 8;

  /**
   * Waits for an event.
   *
   * @param set the set
   * @param timeoutMillis at most so long, in milliseconds
   * @param out gets the GPU's handle, the event's type, its data (for an XID its number), the GPU
   *     instance and the compute instance ({@code 0xFFFFFFFF} without MIG)
   * @return a return code; {@link NvmlReturn#TIMEOUT} when there was none
   */
  int awaitEvent(long set, int timeoutMillis, long[] out);

  /**
   * Ends a set.
   *
   * @param set the set
   * @return a return code
   */
  int freeEvents(long set);
}
