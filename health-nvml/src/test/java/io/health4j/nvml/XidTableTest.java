package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.health4j.nvml.XidTable.Meaning;
import io.health4j.nvml.XidTable.Severity;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class XidTableTest {

  private static final XidTable TABLE = XidTable.defaults();

  private static List<Integer> known(Severity severity) {
    return IntStream.range(0, 2_000)
        .filter(TABLE::knows)
        .filter(xid -> TABLE.meaning(xid).severity() == severity)
        .boxed()
        .toList();
  }

  @Test
  void defaults_bySeverity_areThoseOfTheList() {
    assertThat(known(Severity.CRITICAL))
        .containsExactly(
            46, 48, 62, 64, 74, 79, 95, 109, 110, 119, 120, 136, 140, 143, 155, 156, 158);
    assertThat(known(Severity.WARNING)).containsExactly(8, 13, 31, 32, 39, 40, 41, 68, 69, 80, 94);
    assertThat(known(Severity.TOLD)).containsExactly(43, 63, 92, 121, 137, 154);
    assertThat(known(Severity.FOLLOWS)).containsExactly(45);
    assertThat(known(Severity.IGNORED)).isEmpty();
  }

  @Test
  void defaults_criticalOnes_areTheHardwaresAndWarningsTheProgramsAndAllSayWhatToDo() {
    assertThat(known(Severity.CRITICAL)).allMatch(xid -> TABLE.meaning(xid).hardware());
    assertThat(known(Severity.WARNING)).noneMatch(xid -> TABLE.meaning(xid).hardware());
    assertThat(known(Severity.CRITICAL)).allMatch(xid -> TABLE.meaning(xid).remedy().endsWith("."));
    assertThat(known(Severity.WARNING))
        .allMatch(xid -> TABLE.meaning(xid).remedy().startsWith("Restart the program"));
  }

  @Test
  void meaning_notInTheTable_isAWarningThatSaysSo() {
    Meaning meaning = TABLE.meaning(999);

    assertThat(TABLE.knows(999)).isFalse();
    assertThat(meaning.severity()).isEqualTo(Severity.WARNING);
    assertThat(meaning.hardware()).isFalse();
    assertThat(meaning.text()).contains("unknown");
    assertThat(meaning.remedy()).contains("XID 999");
  }

  @Test
  void as_anotherSeverity_leavesTheOldTableAndWhoIsAtFault() {
    XidTable changed = TABLE.critical(31, 92).warning(79).told(13).ignored(43);

    assertThat(changed.meaning(31).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(changed.meaning(31).hardware()).isFalse();
    assertThat(changed.meaning(92).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(changed.meaning(79).severity()).isEqualTo(Severity.WARNING);
    assertThat(changed.meaning(79).hardware()).isTrue();
    assertThat(changed.meaning(13).severity()).isEqualTo(Severity.TOLD);
    assertThat(changed.meaning(43).severity()).isEqualTo(Severity.IGNORED);
    assertThat(TABLE.meaning(31).severity()).isEqualTo(Severity.WARNING);
    assertThat(changed.meaning(48)).isEqualTo(TABLE.meaning(48));
  }

  @Test
  void as_anUnknownOne_isTheHardwaresWhenCriticalAndTheProgramsElse() {
    XidTable changed = TABLE.critical(171).warning(172);

    assertThat(changed.meaning(171).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(changed.meaning(171).hardware()).isTrue();
    assertThat(changed.meaning(171).remedy()).contains("reset");
    assertThat(changed.meaning(172).hardware()).isFalse();
    assertThat(changed.knows(172)).isTrue();
  }

  @Test
  void with_aMeaning_isWhatTheHostSaid() {
    var own = new Meaning(Severity.WARNING, true, "a thing we know", "Do as the page says.");

    assertThat(TABLE.with(63, own).meaning(63)).isEqualTo(own);
    assertThat(TABLE.with(171, own).meaning(171)).isEqualTo(own);
  }

  @Test
  void version_changedByTheHost_saysSoOnce() {
    assertThat(TABLE.version()).matches("\\d{4}-\\d{2}");
    assertThat(TABLE.critical(63).told(13))
        .hasToString("XID table " + TABLE.version() + ", changed");
    assertThat(TABLE).hasToString("XID table " + TABLE.version());
  }

  @Test
  void numbers_belowOne_areRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TABLE.critical(48, 0))
        .withMessage("xid must be at least 1, was 0");
  }

  @Test
  void meaning_blankText_isRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Meaning(Severity.TOLD, false, " ", ""))
        .withMessage("text must not be blank, was ' '");
  }
}
