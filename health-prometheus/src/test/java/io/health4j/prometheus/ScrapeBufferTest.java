package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScrapeBufferTest {

  private final ScrapeBuffer buffer = new ScrapeBuffer();

  private byte[] sent() throws IOException {
    var out = new ByteArrayOutputStream();
    buffer.sendTo(out);
    return out.toByteArray();
  }

  @Test
  void sendTo_moreThanItHadRoomFor_isAllOfIt() throws IOException {
    String text = "0123456789".repeat(50_000);

    buffer.fill(Scrapes.text(text), ScrapeFormat.TEXT, false);

    assertThat(new String(sent(), StandardCharsets.UTF_8)).isEqualTo(text);
    assertThat(buffer.size()).isEqualTo(text.length());
  }

  @Test
  void fill_byteByByte_isTheSame() throws IOException {
    ScrapeSource source =
        (format, out) -> {
          for (int i = 0; i < 20_000; i++) {
            out.write(i);
          }
        };

    buffer.fill(source, ScrapeFormat.TEXT, false);

    byte[] sent = sent();
    assertThat(sent).hasSize(20_000);
    assertThat(sent[19_999]).isEqualTo((byte) 19_999);
  }

  @Test
  void fill_again_forgetsWhatWas() throws IOException {
    buffer.fill(Scrapes.text("before"), ScrapeFormat.TEXT, false);
    buffer.fill(Scrapes.text("now"), ScrapeFormat.TEXT, false);

    assertThat(new String(sent(), StandardCharsets.UTF_8)).isEqualTo("now");
  }

  @Test
  void fill_withoutEnd_isEnded() {
    byte[] chunk = new byte[1 << 20];
    ScrapeSource endless =
        (format, out) -> {
          while (true) {
            out.write(chunk);
          }
        };

    assertThatThrownBy(() -> buffer.fill(endless, ScrapeFormat.TEXT, false))
        .isInstanceOf(IOException.class)
        .hasMessage("an answer must be at most 67108864 bytes");
  }

  @Test
  void isGzipTaken_byHeaders_readsTheirWeights() {
    assertThat(ScrapeHandler.isGzipTaken(null)).isFalse();
    assertThat(ScrapeHandler.isGzipTaken(List.of("gzip"))).isTrue();
    assertThat(ScrapeHandler.isGzipTaken(List.of("deflate", "br;q=1.0, GZIP ; q=0.5"))).isTrue();
    assertThat(ScrapeHandler.isGzipTaken(List.of("gzip;q=0"))).isFalse();
    assertThat(ScrapeHandler.isGzipTaken(List.of("gzip; q=0.00, deflate"))).isFalse();
    assertThat(ScrapeHandler.isGzipTaken(List.of("identity, x-gzipped"))).isFalse();
  }
}
