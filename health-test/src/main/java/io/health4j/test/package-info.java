/**
 * What tests of a host or of an extension need: a ticker moved by hand, canned alerts, contract
 * kits.
 */
@NullMarked
package io.health4j.test;

import org.jspecify.annotations.NullMarked;
