/** The monitor: what a host builds, and what everything that shows or stores health reads from. */
@NullMarked
package io.health4j;

import org.jspecify.annotations.NullMarked;
