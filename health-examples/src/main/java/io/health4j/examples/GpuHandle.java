package io.health4j.examples;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A GPU as the driver hands it out, for asking it once.
 *
 * @param api the driver
 * @param index its place, from 0
 * @param device its handle
 */
record GpuHandle(NvmlApi api, int index, long device) {

  /** All that can be opened; those that cannot are told in the report by their codes. */
  static List<GpuHandle> all(NvmlApi api) {
    var out = new long[NvmlApi.MAX_VALUES];
    var handles = new ArrayList<GpuHandle>();
    if (api.count(out) == NvmlReturn.SUCCESS) {
      long count = out[0];
      for (int i = 0; i < count; i++) {
        if (api.open(i, out) == NvmlReturn.SUCCESS) {
          handles.add(new GpuHandle(api, i, out[0]));
        }
      }
    }
    return handles;
  }

  /** One of the values of a query; empty when it cannot be read. */
  OptionalDouble number(NvmlQuery query, int argument, int place) {
    var out = new long[NvmlApi.MAX_VALUES];
    boolean read = api.read(device, query, argument, out) == NvmlReturn.SUCCESS;
    return read ? OptionalDouble.of((double) out[place]) : OptionalDouble.empty();
  }

  Optional<String> text(NvmlText text) {
    var out = new String[1];
    boolean read = api.text(device, text, out) == NvmlReturn.SUCCESS;
    return read ? Optional.of(out[0]) : Optional.empty();
  }

  String uuid() {
    return text(NvmlText.UUID).orElse("");
  }
}
