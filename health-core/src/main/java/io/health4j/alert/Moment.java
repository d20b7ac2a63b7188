package io.health4j.alert;

import java.time.Instant;

/**
 * When something is looked at.
 *
 * @param tick on the clock of {@link Lives}
 * @param at for display
 * @param interval the time in which the next look is expected, in nanoseconds
 */
record Moment(long tick, Instant at, long interval) {}
