/** Prometheus, without a metrics library: what is scraped, where, and the rules for it. */
@NullMarked
package io.health4j.prometheus;

import org.jspecify.annotations.NullMarked;
