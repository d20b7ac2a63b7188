/**
 * Sinks that tell alerts to chats, pagers and other alerting systems. All are thread-safe, keep to
 * the limits of the services, and show no secrets.
 */
@NullMarked
package io.health4j.notify;

import org.jspecify.annotations.NullMarked;
