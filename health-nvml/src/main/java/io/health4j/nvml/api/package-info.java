/**
 * The seam between the conditions and the driver: NVML as far as it is used, without native code.
 */
@NullMarked
package io.health4j.nvml.api;

import org.jspecify.annotations.NullMarked;
