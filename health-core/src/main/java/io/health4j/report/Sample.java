package io.health4j.report;

/**
 * One value of the past.
 *
 * @param tick when, on the monitor's ticker
 * @param value the value
 */
public record Sample(long tick, double value) {}
