package io.health4j.dashboards;

/**
 * What a panel asks for.
 *
 * @param expression PromQL, with metrics as {@link Names} has them
 * @param legend what a series is called, with labels as {@code {{target}}}
 * @param instant whether only the last value is asked for, else all in the time range
 */
record Query(String expression, String legend, boolean instant) {}
