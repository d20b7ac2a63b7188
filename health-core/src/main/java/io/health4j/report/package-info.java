/** What readers see: immutable snapshots, and the bounded past. */
@NullMarked
package io.health4j.report;

import org.jspecify.annotations.NullMarked;
