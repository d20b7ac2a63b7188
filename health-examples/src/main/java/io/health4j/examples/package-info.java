/** Hosts that a user would recognise, with the monitor embedded. */
@NullMarked
package io.health4j.examples;

import org.jspecify.annotations.NullMarked;
