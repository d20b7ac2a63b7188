/** Settles a run of samples into a state, so that one odd sample changes nothing. Pure. */
@NullMarked
package io.health4j.state;

import org.jspecify.annotations.NullMarked;
