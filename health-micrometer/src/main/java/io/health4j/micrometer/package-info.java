/** Shows what the monitor published to a Micrometer registry. */
@NullMarked
package io.health4j.micrometer;

import org.jspecify.annotations.NullMarked;
