/** What is asked of a container engine, and what it answers; nothing here knows how. */
@NullMarked
package io.health4j.docker.api;

import org.jspecify.annotations.NullMarked;
