package io.health4j.check;

import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import org.jspecify.annotations.Nullable;

/** The context of {@link CheckContext#of}. */
record GivenContext(Target target, @Nullable CheckResult previous, Ticker ticker, LostTime lostTime)
    implements CheckContext {}
