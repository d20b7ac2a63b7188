/** Canned GPU machines, which can be brought into any trouble while they run. */
@NullMarked
package io.health4j.test.gpu;

import org.jspecify.annotations.NullMarked;
