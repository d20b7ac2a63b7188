/** Checks of this machine, read through OSHI. */
@NullMarked
package io.health4j.oshi;

import org.jspecify.annotations.NullMarked;
