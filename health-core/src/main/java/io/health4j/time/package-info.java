/**
 * The clocks everything else runs on: monotonic ticks, schedules, and the time this process lost.
 */
@NullMarked
package io.health4j.time;

import org.jspecify.annotations.NullMarked;
