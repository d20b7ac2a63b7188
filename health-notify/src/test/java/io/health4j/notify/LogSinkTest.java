package io.health4j.notify;

import static io.health4j.test.CannedAlerts.firing;
import static io.health4j.test.CannedAlerts.in;
import static io.health4j.test.CannedAlerts.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert;
import io.health4j.alert.Alert.State;
import io.health4j.alert.Notification.Reason;
import io.health4j.alert.Severity;
import io.health4j.test.CannedAlerts;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSinkTest {

  private final List<LogRecord> lines = new ArrayList<>();
  private final Logger logger = Logger.getLogger(LogSink.DEFAULT_LOGGER);
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(handler);
  }

  private List<String> told(Reason reason, List<Alert> alerts) {
    LogSink.of().deliver(notification(reason, alerts));
    return lines.stream().map(LogRecord::getMessage).toList();
  }

  @Test
  void deliver_alerts_areALineEach() {
    Alert alert = firing("gpu-3", Severity.CRITICAL);

    assertThat(told(Reason.FIRED, List.of(alert, in(alert, State.RESOLVED))))
        .containsExactly(
            "CRITICAL (fired): memory-high on gpu-3: memory is 93 %, above 80 % ["
                + alert.fingerprint()
                + "]",
            "RESOLVED (fired): memory-high on gpu-3: memory is 93 %, above 80 % ["
                + alert.fingerprint()
                + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "CRITICAL, FIRING, SEVERE",
    "CRITICAL, NO_DATA, SEVERE",
    "CRITICAL, RESOLVED, INFO",
    "WARNING, FIRING, WARNING",
    "INFO, FIRING, INFO"
  })
  void deliver_severity_isTheLevel(Severity severity, State state, String level) {
    told(Reason.FIRED, List.of(in(firing("a", severity), state)));

    assertThat(lines).extracting(LogRecord::getLevel).containsExactly(Level.parse(level));
  }

  @Test
  void deliver_nastyAlerts_cannotForgeLines() {
    assertThat(told(Reason.FIRED, CannedAlerts.nasty(30)))
        .hasSize(30)
        .allSatisfy(
            line ->
                assertThat(line)
                    .doesNotContainPattern("[\\p{Cc}\\u2028]")
                    .contains("{}")
                    .hasSizeLessThan(2_000));
  }

  @Test
  void name_ofTheSink_isLog() {
    assertThat(LogSink.of().name()).isEqualTo("log");
    assertThat(LogSink.of("x")).hasToString("LogSink[log]");
  }
}
