/** GPUs: their conditions, their readings, and the session with the driver. */
@NullMarked
package io.health4j.nvml;

import org.jspecify.annotations.NullMarked;
