package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.api.EngineEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewsTest {

  private static EngineEvent event(String action, String id, Map<String, String> attributes) {
    return new EngineEvent(action, id, Instant.EPOCH, attributes);
  }

  @Test
  void taken_isInOrderAndOnce() {
    var news = new News(Map.of());
    news.accept(event("start", "a", Map.of()));
    news.accept(event("die", "b", Map.of()));
    assertThat(news.take()).extracting(EngineEvent::id).containsExactly("a", "b");
    assertThat(news.take()).isEmpty();
  }

  @Test
  void otherLabels_areLeftOut() {
    var news = new News(Map.of("app", "x"));
    news.accept(event("die", "a", Map.of("app", "y")));
    news.accept(event("die", "b", Map.of()));
    news.accept(event("die", "c", Map.of("app", "x", "name", "n")));
    assertThat(news.take()).extracting(EngineEvent::id).containsExactly("c");
  }

  @Test
  void tooMany_loseTheOldestAndAreCounted() {
    var news = new News(Map.of());
    for (int i = 0; i < News.MOST + 3; i++) {
      news.accept(event("die", "id" + i, Map.of()));
    }
    assertThat(news.takeLost()).isEqualTo(3);
    assertThat(news.takeLost()).isZero();
    assertThat(news.take()).hasSize(News.MOST).first().extracting(EngineEvent::id).isEqualTo("id3");
  }
}
