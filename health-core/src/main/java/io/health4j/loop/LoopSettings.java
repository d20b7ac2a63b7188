package io.health4j.loop;

import io.health4j.check.Threshold;
import io.health4j.time.Ticker;

/**
 * What a probe was built with.
 *
 * @param minimise whether smaller fitness is better
 * @param staleness held against iterations without a better champion
 * @param diversity held against the Hamming measure
 * @param islands held against the share of islands that are not empty
 * @param success held against the share of iterations that succeeded
 * @param window how many iterations that share looks back
 * @param minimumSample how many it takes to judge it
 * @param stall held against seconds since an iteration ended
 * @param ticker the clock
 */
record LoopSettings(
    boolean minimise,
    Threshold staleness,
    Threshold diversity,
    Threshold islands,
    Threshold success,
    int window,
    int minimumSample,
    Threshold stall,
    Ticker ticker) {}
