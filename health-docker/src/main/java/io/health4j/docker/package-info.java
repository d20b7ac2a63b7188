/** Checks of containers and of the engine that runs them. */
@NullMarked
package io.health4j.docker;

import org.jspecify.annotations.NullMarked;
