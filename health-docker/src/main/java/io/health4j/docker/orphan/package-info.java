/** Whose containers are whose, whether the owner still lives, and removing what is left. */
@NullMarked
package io.health4j.docker.orphan;

import org.jspecify.annotations.NullMarked;
