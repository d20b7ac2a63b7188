/** NVML through JNA. Nothing else in this module knows native code. */
@NullMarked
package io.health4j.nvml.jna;

import org.jspecify.annotations.NullMarked;
