package io.health4j.recovery;

import java.time.Instant;

/** Now: on the monitor's ticker, and for display. */
record Moment(long tick, Instant at) {}
