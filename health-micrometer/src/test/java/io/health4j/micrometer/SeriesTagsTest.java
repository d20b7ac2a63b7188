package io.health4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.health4j.check.Attributes;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTagsTest {

  private final SeriesTags tags = new SeriesTags(NamingConvention.snakeCase);

  @Test
  void with_distinctKeys_keepsThemAsGiven() {
    tags.with("target", "a").with(Attributes.of("hw.id", "3"));
    assertThat(tags.keys()).containsExactly(entry("target", "target"), entry("hw_id", "hw.id"));
    assertThat(tags.values()).containsOnly(entry("target", "a"), entry("hw_id", "3"));
  }

  @Test
  void with_keyThatIsTaken_isExported() {
    tags.with("target", "a").with(Attributes.of("target", "b"));
    assertThat(tags.values()).containsOnly(entry("target", "a"), entry("exported_target", "b"));
  }

  @Test
  void with_keysThatShowAlike_areToldApart() {
    tags.with(Attributes.of("hw.id", "1", "hw_id", "2")).with(List.of(Tag.of("hw.id", "3")));
    assertThat(tags.values())
        .containsOnly(
            entry("hw_id", "1"),
            entry("exported_hw_id", "2"),
            entry("exported_exported_hw_id", "3"));
  }

  @Test
  void with_emptyValue_isAKeyWithoutAValue() {
    tags.with("zone", "");
    assertThat(tags.keys()).containsKey("zone");
    assertThat(tags.values()).isEmpty();
  }
}
