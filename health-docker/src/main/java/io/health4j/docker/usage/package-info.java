/** What containers use: from their cgroups where those can be seen, else from the engine. */
@NullMarked
package io.health4j.docker.usage;

import org.jspecify.annotations.NullMarked;
