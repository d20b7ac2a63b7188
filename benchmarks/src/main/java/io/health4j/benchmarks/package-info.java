/** What the monitor costs its host, by JMH. */
@NullMarked
package io.health4j.benchmarks;

import org.jspecify.annotations.NullMarked;
