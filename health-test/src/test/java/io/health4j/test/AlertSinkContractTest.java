package io.health4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert;
import io.health4j.alert.AlertSink;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract holds for a good sink, and each of its tests fails for one that breaks it. */
class AlertSinkContractTest {

  @Test
  void contract_goodSink_holds() {
    assertThat(Kit.failuresOf(Good.class)).isEmpty();
  }

  @Test
  void contract_reasonThatIsNotTaken_isFound() {
    assertThat(Kit.failuresOf(Forgetful.class))
        .containsExactlyInAnyOrder(
            "deliver_anyReason_isDelivered", "deliver_manyAlerts_isDelivered");
  }

  @Test
  void contract_sameTwiceRefused_isFound() {
    assertThat(Kit.failuresOf(OnlyOnce.class)).contains("deliver_sameAgain_isDelivered");
  }

  @Test
  void contract_nastyTextThrown_isFound() {
    assertThat(Kit.failuresOf(Choosy.class))
        .containsExactlyInAnyOrder(
            "deliver_nastyTexts_isDelivered", "deliver_manyAlerts_isDelivered");
  }

  @Test
  void contract_manyRefused_isFound() {
    assertThat(Kit.failuresOf(FewOnly.class)).containsExactly("deliver_manyAlerts_isDelivered");
  }

  @Test
  void contract_nullAnswer_isFound() {
    assertThat(Kit.failuresOf(Silent.class)).contains("deliver_anyReason_isDelivered");
  }

  @Test
  void contract_timeoutOutOfRange_isFound() {
    assertThat(Kit.failuresOf(Endless.class)).containsExactly("settings_ofTheSink_areInRange");
  }

  @Test
  void contract_secretShown_isFound() {
    assertThat(Kit.failuresOf(Talkative.class)).containsExactly("texts_ofTheSink_hideSecrets");
  }

  @Test
  void contract_closeThatThrowsAgain_isFound() {
    assertThat(Kit.failuresOf(Once.class)).contains("close_twice_isFine");
  }

  @Test
  void canned_alerts_areAlwaysTheSameAndApart() {
    assertThat(CannedAlerts.nasty(300)).isEqualTo(CannedAlerts.nasty(300));
    assertThat(CannedAlerts.nasty(300)).extracting(Alert::fingerprint).doesNotHaveDuplicates();
    assertThat(CannedAlerts.nasty(300))
        .extracting(Alert::fingerprint)
        .allMatch(f -> f.matches("[0-9a-f]{16}"));
    assertThat(CannedAlerts.notification(Reason.ENDED).isOver()).isTrue();
    assertThat(CannedAlerts.notification(Reason.ACKNOWLEDGED).alerts().get(0).acknowledgedBy())
        .isEqualTo("ada");
  }

  static class Good implements AlertSinkContract {
    @Override
    public AlertSink sink() {
      return notification -> AlertSink.Delivery.delivered();
    }
  }

  static class Forgetful implements AlertSinkContract {
    @Override
    public AlertSink sink() {
      return notification ->
          notification.reason() == Reason.ESCALATED
              ? AlertSink.Delivery.rejected("what is that?")
              : AlertSink.Delivery.delivered();
    }
  }

  static class OnlyOnce implements AlertSinkContract {
    @Override
    public AlertSink sink() {
      Set<Notification> seen = new HashSet<>();
      return notification ->
          seen.add(notification)
              ? AlertSink.Delivery.delivered()
              : AlertSink.Delivery.failed("again");
    }
  }

  static class Choosy implements AlertSinkContract {
    @Override
    public AlertSink sink() {
      return notification -> {
        if (notification.alerts().stream().anyMatch(alert -> alert.message().length() > 50_000)) {
          throw new IllegalStateException("too long");
        }
        return AlertSink.Delivery.delivered();
      };
    }
  }

  static class FewOnly implements AlertSinkContract {
    @Override
    public AlertSink sink() {
      return notification ->
          notification.alerts().size() > 100
              ? AlertSink.Delivery.rejected("too many")
              : AlertSink.Delivery.delivered();
    }
  }

  static class Silent implements AlertSinkContract {
    @Override
    public AlertSink sink() {
      return notification -> null;
    }
  }

  static class Endless implements AlertSinkContract {
    @Override
    public AlertSink sink() {
      return new AlertSink() {
        @Override
        public Delivery deliver(Notification notification) {
          return Delivery.delivered();
        }

        @Override
        public Duration timeout() {
          return Duration.ofHours(2);
        }
      };
    }
  }

  /** A record shows all that it has. */
  record Shown(String token) implements AlertSink {
    @Override
    public Delivery deliver(Notification notification) {
      return Delivery.delivered();
    }
  }

  static class Talkative implements AlertSinkContract {
    @Override
    public AlertSink sink() {
      return new Shown("sesame");
    }

    @Override
    public Set<String> secrets() {
      return Set.of("sesame");
    }
  }

  static class Once implements AlertSinkContract {
    @Override
    public AlertSink sink() {
      return new AlertSink() {
        private boolean closed;

        @Override
        public Delivery deliver(Notification notification) {
          return Delivery.delivered();
        }

        @Override
        public void close() {
          if (closed) {
            throw new IllegalStateException("closed");
          }
          closed = true;
        }
      };
    }
  }
}
