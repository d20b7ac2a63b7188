/**
 * How a search is doing, told from inside its loop: a probe that costs the loop next to nothing,
 * the diversity of its population, and the health check that reads both.
 */
@NullMarked
package io.health4j.loop;

import org.jspecify.annotations.NullMarked;
