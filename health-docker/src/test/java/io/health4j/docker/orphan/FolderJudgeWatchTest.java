package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.orphan.LeaseState.Life;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a judge only knows by looking again. */
class FolderJudgeWatchTest extends JudgeFixture {

  @Test
  void judge_ownerBeforeTheBoot_isEndedAfterALease() throws IOException {
    write(BEFORE_THE_BOOT);
    assertThat(now())
        .isEqualTo(new LeaseState(Life.ALIVE, "its lease was not renewed for 0ns of 30s"));
    assertThat(after(HALF)).isEqualTo(Life.ALIVE);
    assertThat(after(HALF.minusNanos(2))).isEqualTo(Life.ALIVE);
    assertThat(judge.judge(labels(), tick.after(Duration.ofNanos(2))))
        .isEqualTo(new LeaseState(Life.ENDED, "its lease was not renewed for 30s"));
  }

  @Test
  void judge_ownerOnAnotherBootThatRenews_staysAlive() throws IOException {
    LeaseFile lease = write(BEFORE_THE_BOOT);
    for (int i = 0; i < 100; i++) {
      assertThat(after(Duration.ofSeconds(29))).isEqualTo(Life.ALIVE);
      lease = write(lease.renewed(false));
    }
  }

  @Test
  void judge_renewedAgainAfterItEnded_livesAgain() throws IOException {
    LeaseFile lease = write(BEFORE_THE_BOOT);
    assertThat(watched()).isEqualTo(Life.ENDED);
    write(lease.renewed(false));
    assertThat(now().life()).isEqualTo(Life.ALIVE);
    assertThat(watched()).isEqualTo(Life.ENDED);
  }

  @Test
  void judge_otherPidNamespace_isWatched() throws IOException {
    write(new ProcessIdentity(CannedProc.BOOT, "pid:[4026532999]", 812, 5_000));
    proc.gone(812);
    assertThat(watched()).isEqualTo(Life.ENDED);
  }

  @Test
  void judge_noIdentity_isWatched() throws IOException {
    write((ProcessIdentity) null);
    assertThat(watched()).isEqualTo(Life.ENDED);
  }

  @Test
  void judge_fileMissing_isEndedAfterALease() {
    assertThat(watched()).isEqualTo(Life.ENDED);
    assertThat(now().reason()).isEqualTo("its lease is missing for 30s");
  }

  @Test
  void judge_fileMissingAndThenThere_livesOn() throws IOException {
    assertThat(now().life()).isEqualTo(Life.ALIVE);
    assertThat(after(HALF)).isEqualTo(Life.ALIVE);
    write(OWNER);
    assertThat(after(HALF)).isEqualTo(Life.ALIVE);
    assertThat(after(LEASE)).isEqualTo(Life.ALIVE);
  }

  @Test
  void judge_fileDamaged_isEndedAfterALease() throws IOException {
    Files.writeString(folder.file(name), "garbage");
    assertThat(watched()).isEqualTo(Life.ENDED);
    assertThat(now().reason()).isEqualTo("its lease is damaged or of a newer version for 30s");
  }

  @Test
  void judge_newerFormatThatIsRenewed_staysAlive() throws IOException {
    for (int i = 0; i < 20; i++) {
      Files.writeString(folder.file(name), "health4j-lease 2\nrenewals " + i + "\n");
      assertThat(after(Duration.ofSeconds(29))).isEqualTo(Life.ALIVE);
    }
    assertThat(after(HALF)).isEqualTo(Life.ALIVE);
    assertThat(after(HALF)).isEqualTo(Life.ENDED);
  }

  @Test
  void judge_fileOfAnotherSession_isDamaged() throws IOException {
    LeaseFile other = new LeaseFile(newName(), Optional.of(OWNER), LEASE, 0, true);
    Files.write(folder.file(name), other.encode());
    assertThat(now().life()).isEqualTo(Life.ALIVE);
    assertThat(now().reason()).contains("damaged");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links, permissions, paths of POSIX")
  void judge_fileIsALink_isNotFollowed() throws IOException {
    Path elsewhere = temp.resolve("elsewhere");
    Files.write(elsewhere, new LeaseFile(name, Optional.of(OWNER), LEASE, 1, true).encode());
    Files.createSymbolicLink(folder.file(name), elsewhere);
    assertThat(now().life()).isEqualTo(Life.ALIVE);
    assertThat(now().reason()).contains("cannot be read");
  }

  @Test
  void judge_fileIsAFolder_isEndedAfterALease() throws IOException {
    Files.createDirectory(folder.file(name));
    assertThat(watched()).isEqualTo(Life.ENDED);
    assertThat(now().reason()).isEqualTo("its lease cannot be read for 30s");
  }

  @Test
  void judge_readWhileItIsWritten_readsAgain() throws IOException {
    LeaseFile lease = write(OWNER);
    byte[] torn = lease.renewed(false).encode();
    torn[100] ^= 1;
    disk.torn.addAll(List.of(torn, torn, torn));
    assertThat(now().reason()).isEqualTo("process 812 lives");
    disk.torn.addAll(List.of(torn, torn, torn, torn));
    assertThat(now().reason()).contains("damaged");
  }

  @Test
  void judge_longerLeaseInTheFile_isWaitedFor() throws IOException {
    write(new LeaseFile(name, Optional.empty(), LEASE.multipliedBy(4), 0, false));
    assertThat(watched()).isEqualTo(Life.ALIVE);
    assertThat(after(LEASE)).isEqualTo(Life.ALIVE);
    assertThat(after(LEASE)).isEqualTo(Life.ALIVE);
    assertThat(after(LEASE)).isEqualTo(Life.ENDED);
  }

  @Test
  void judge_watcherFrozenWithTheOwner_waitsForTheOwnerToWake() throws IOException {
    LeaseFile lease = write(BEFORE_THE_BOOT);
    assertThat(now().life()).isEqualTo(Life.ALIVE);
    assertThat(after(Duration.ofHours(8))).isEqualTo(Life.ALIVE);
    write(lease.renewed(false));
    assertThat(after(Duration.ofSeconds(10))).isEqualTo(Life.ALIVE);
  }

  @Test
  void judge_tickOfAnEarlierLook_countsNothing() throws IOException {
    write(BEFORE_THE_BOOT);
    long start = tick.read();
    for (int i = 0; i < 100; i++) {
      assertThat(judge.judge(labels(), start - i * LEASE.toNanos()).life()).isEqualTo(Life.ALIVE);
    }
  }

  @Test
  void judge_wallClockJumps_changesNothing() throws IOException {
    write(OWNER);
    for (String time : List.of("1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z")) {
      Files.setLastModifiedTime(folder.file(name), FileTime.from(Instant.parse(time)));
      assertThat(now().reason()).isEqualTo("process 812 lives");
    }
    write(BEFORE_THE_BOOT);
    assertThat(now().life()).isEqualTo(Life.ALIVE);
    Files.setLastModifiedTime(
        folder.file(name), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
    assertThat(after(HALF)).isEqualTo(Life.ALIVE);
    assertThat(after(HALF)).isEqualTo(Life.ENDED);
  }

  @Test
  void sources_ofLeases_readNoWallClock() throws IOException {
    Path sources = Path.of("src/main/java/io/health4j/docker/orphan");
    try (Stream<Path> files = Files.list(sources)) {
      List<Path> ours =
          files
              .filter(it -> it.getFileName().toString().matches("(Lease|Process|Renewer|Fold).*"))
              .toList();
      assertThat(ours).hasSizeGreaterThan(8);
      for (Path file : ours) {
        assertThat(Files.readString(file))
            .doesNotContain("currentTimeMillis", "Instant", "lastModified", "LastModified")
            .doesNotContain("java.time.Clock", "LocalDate", "java.util.Date");
      }
    }
  }

  @Test
  void judge_moreThanAreWatched_forgetsTheOldestWhichIsSafe() throws IOException {
    LeaseName first = name;
    write(BEFORE_THE_BOOT);
    now();
    assertThat(after(HALF)).isEqualTo(Life.ALIVE);
    for (int i = 0; i < FolderJudge.WATCHED; i++) {
      name = newName();
      assertThat(now().life()).isEqualTo(Life.ALIVE);
    }
    name = first;
    assertThat(after(HALF)).isEqualTo(Life.ALIVE);
    assertThat(now().reason()).isEqualTo("its lease was not renewed for 0ns of 30s");
    assertThat(watched()).isEqualTo(Life.ENDED);
  }

  @Test
  void judge_anotherJudge_watchesForItself() throws IOException {
    write(BEFORE_THE_BOOT);
    assertThat(watched()).isEqualTo(Life.ENDED);
    judge = newJudge();
    assertThat(now().life()).isEqualTo(Life.ALIVE);
  }

  @Test
  void judge_threadsThatReadTheClockInAnotherOrder_countNoTimeTwice() throws IOException {
    write(BEFORE_THE_BOOT);
    long early = tick.read();
    long late = tick.after(HALF);
    judge.judge(labels(), early);
    judge.judge(labels(), late);
    judge.judge(labels(), early);
    assertThat(judge.judge(labels(), late))
        .isEqualTo(new LeaseState(Life.ALIVE, "its lease was not renewed for 15s of 30s"));
  }
}
