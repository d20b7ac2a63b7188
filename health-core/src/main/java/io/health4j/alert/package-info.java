/**
 * Rules on what was sampled, the lives of alerts, and who is told of them. Pure: given snapshots
 * and ticks it says what is due, and calls nobody.
 */
@NullMarked
package io.health4j.alert;

import org.jspecify.annotations.NullMarked;
