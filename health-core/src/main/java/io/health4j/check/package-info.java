/** What a check is, what it gets and what it answers; and the checks that need only the JDK. */
@NullMarked
package io.health4j.check;

import org.jspecify.annotations.NullMarked;
