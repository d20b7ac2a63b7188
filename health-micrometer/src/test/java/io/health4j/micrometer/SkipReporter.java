package io.health4j.micrometer;

import java.util.logging.Logger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Names each test that was skipped, and why: Surefire only counts them. */
public final class SkipReporter implements TestExecutionListener {

  private static final Logger LOG = Logger.getLogger(SkipReporter.class.getName());

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    LOG.warning(() -> "skipped " + test.getDisplayName() + ": " + reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      result.getThrowable().ifPresent(e -> executionSkipped(test, e.getMessage()));
    }
  }
}
