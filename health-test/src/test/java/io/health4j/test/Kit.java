package io.health4j.test;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Runs a contract on an implementation, and tells which of its tests fail. The classes that are run
 * like this are static nested ones, which no build takes for tests of its own.
 */
final class Kit {

  private Kit() {}

  static Set<String> failuresOf(Class<?> tests) {
    var events = EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
    if (events.testEvents().started().count() == 0) {
      throw new AssertionError(tests + " has no tests");
    }
    Set<String> failed = new TreeSet<>();
    events.testEvents().failed().stream()
        .forEach(event -> failed.add(event.getTestDescriptor().getDisplayName().replace("()", "")));
    return failed;
  }
}
