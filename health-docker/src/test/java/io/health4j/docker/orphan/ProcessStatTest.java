package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessStatTest {

  @ParameterizedTest
  @ValueSource(strings = {"java", "a b", ")", "(", "x) Z 1 1", "a) S (b", "", "two\nlines"})
  void parse_anyName_findsTheFieldsBehindIt(String name) {
    assertThat(ProcessStat.parse(CannedProc.stat(812, name, 'S', 7, 4_786_142)))
        .isEqualTo(new ProcessStat(812, 'S', 7, 4_786_142));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "812", "812 (java) ", "812 (java) S 1 2", "x (java) S", "\0\0\0"})
  void parse_noStat_isRefused(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> ProcessStat.parse(line));
  }

  @ParameterizedTest
  @ValueSource(chars = {'R', 'S', 'D', 'T', 't', 'I'})
  void dead_aStateOfLife_isFalse(char state) {
    assertThat(new ProcessStat(1, state, 1, 1).dead()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(chars = {'Z', 'X', 'x'})
  void dead_aStateOfDeath_isTrue(char state) {
    assertThat(new ProcessStat(1, state, 1, 1).dead()).isTrue();
  }

  @Test
  void dead_onlyTheFirstThreadEnded_isFalse() {
    assertThat(new ProcessStat(1, 'Z', 2, 1).dead()).isFalse();
  }
}
