package io.health4j.report;

import java.time.Duration;

/**
 * What one series came to in a stretch of time, of the samples in which it had a value.
 *
 * @param tick when the stretch begins, on the monitor's ticker
 * @param width how long it is; more than the asked step where nothing finer is kept
 * @param count how many values it had, at least 1
 * @param min the smallest
 * @param max the largest
 * @param mean their mean: each value counts once, whatever it went through; between min and max
 * @param last the newest
 */
public record Rollup(
    long tick, Duration width, long count, double min, double max, double mean, double last) {}
