package io.health4j.docker;

import io.health4j.check.Attributes;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What can happen to a container between two looks, in words. */
final class Happenings {

  static final String DIED = "container.died";
  static final String OOM_KILLED = "container.oom_killed";
  static final String RESTARTED = "container.restarted";

  private Happenings() {}

  static void died(ContainerReport report, String name, OptionalInt code, Attributes attributes) {
    String with = code.isPresent() ? " with exit code " + ExitCode.text(code.getAsInt()) : "";
    OptionalDouble value =
        code.isPresent() ? OptionalDouble.of(code.getAsInt()) : OptionalDouble.empty();
    report.tell(DIED, name + " ended" + with, value, attributes);
  }

  static void oomKilled(ContainerReport report, String name, Attributes attributes) {
    String text = "a process of " + name + " was killed for want of memory";
    report.tell(OOM_KILLED, text, OptionalDouble.empty(), attributes);
  }

  static void restarted(ContainerReport report, String name, long times, Attributes attributes) {
    String often = times == 1 ? "" : " " + times + " times";
    String text = name + " was restarted by the engine" + often;
    report.tell(RESTARTED, text, OptionalDouble.of((double) times), attributes);
  }
}
