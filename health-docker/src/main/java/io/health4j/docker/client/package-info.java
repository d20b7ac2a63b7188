/** The engine's interface over HTTP, by docker-java. */
@NullMarked
package io.health4j.docker.client;

import org.jspecify.annotations.NullMarked;
