package io.health4j.docker.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinesTest {

  private final List<String> heard = new ArrayList<>();

  private boolean read(int limit, String... parts) throws Exception {
    List<InputStream> streams =
        Stream.of(parts)
            .map(part -> (InputStream) new ByteArrayInputStream(part.getBytes(UTF_8)))
            .toList();
    InputStream all = new SequenceInputStream(Collections.enumeration(streams));
    return new Lines(all, limit).forEach(line -> heard.add(new String(line, UTF_8)));
  }

  @Test
  void forEach_linesInPieces_areWhole() throws Exception {
    assertThat(read(100, "on", "e\ntw", "o\n\r\n\n", "three")).isTrue();
    assertThat(heard).containsExactly("one", "two", "three");
  }

  @Test
  void forEach_lineTooLong_ends() throws Exception {
    assertThat(read(10, "short\n", "x".repeat(11), "x\nnever\n")).isFalse();
    assertThat(heard).containsExactly("short");
  }

  @Test
  void forEach_manyShortLines_areNoLongOne() throws Exception {
    assertThat(read(10, "12345\n".repeat(10_000))).isTrue();
    assertThat(heard).hasSize(10_000).containsOnly("12345");
  }

  @Test
  void forEach_nothing_ends() throws Exception {
    assertThat(read(10, "")).isTrue();
    assertThat(heard).isEmpty();
  }
}
