/**
 * What is done about what is wrong, within a budget. Pure: it says what is due, and calls nobody.
 */
@NullMarked
package io.health4j.recovery;

import org.jspecify.annotations.NullMarked;
