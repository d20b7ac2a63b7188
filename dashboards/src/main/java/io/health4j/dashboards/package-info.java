/** The dashboards and rule files, as code. */
@NullMarked
package io.health4j.dashboards;

import org.jspecify.annotations.NullMarked;
