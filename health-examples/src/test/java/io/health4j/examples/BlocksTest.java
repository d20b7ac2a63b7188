package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BlocksTest {

  private final Blocks blocks = new Blocks(new Random(1));

  @Test
  void isWhole_asRead_isForEachBlock() {
    for (int i = 0; i < Blocks.COUNT; i++) {
      assertThat(blocks.isWhole(i, blocks.read(i))).isTrue();
    }
  }

  @Test
  void isWhole_oneBitWrongOrOtherBlock_isNot() {
    byte[] content = blocks.read(3);
    content[100] ^= 1;

    assertThat(blocks.isWhole(3, content)).isFalse();
    assertThat(blocks.isWhole(4, blocks.read(3))).isFalse();
  }

  @Test
  void read_changedByTheReader_isWholeForTheNext() {
    blocks.read(3)[0] ^= 1;

    assertThat(blocks.isWhole(3, blocks.read(3))).isTrue();
  }
}
