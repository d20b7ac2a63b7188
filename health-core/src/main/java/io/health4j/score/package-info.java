/** Turns what the checks found into one number that explains itself. */
@NullMarked
package io.health4j.score;

import org.jspecify.annotations.NullMarked;
