package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.List;

/** A driver that begins, supports nothing and reports nothing. What a test needs it overrides. */
class QuietNvml implements NvmlApi {

  @Override
  public int init() {
    return NvmlReturn.SUCCESS;
  }

  @Override
  public int shutdown() {
    return NvmlReturn.SUCCESS;
  }

  @Override
  public int count(long[] out) {
    return NvmlReturn.NOT_SUPPORTED;
  }

  @Override
  public int open(int index, long[] out) {
    return NvmlReturn.NOT_SUPPORTED;
  }

  @Override
  public int openMig(long device, int index, long[] out) {
    return NvmlReturn.NOT_SUPPORTED;
  }

  @Override
  public int read(long device, NvmlQuery query, int argument, long[] out) {
    return NvmlReturn.NOT_SUPPORTED;
  }

  @Override
  public int text(long device, NvmlText text, String[] out) {
    return NvmlReturn.NOT_SUPPORTED;
  }

  @Override
  public int processes(long device, boolean graphics, List<NvmlProcess> out) {
    return NvmlReturn.NOT_SUPPORTED;
  }

  @Override
  public int createEvents(long[] out) {
    return NvmlReturn.NOT_SUPPORTED;
  }

  @Override
  public int registerEvents(long set, long device, long types) {
    return NvmlReturn.NOT_SUPPORTED;
  }

  @Override
  public int awaitEvent(long set, int timeoutMillis, long[] out) {
    return NvmlReturn.NOT_SUPPORTED;
  }

  @Override
  public int freeEvents(long set) {
    return NvmlReturn.SUCCESS;
  }
}
