package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.orphan.LeaseState.Life;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a judge knows at one look. */
class FolderJudgeTest extends JudgeFixture {

  @Test
  void judge_copiedToAnotherFolder_isUnseen() throws IOException {
    write(OWNER);
    proc.gone(812);
    LeaseState state =
        judge.judge(labels("io.health4j.lease.home", UUID.randomUUID().toString()), tick.read());
    assertThat(state)
        .isEqualTo(
            new LeaseState(Life.UNSEEN, "its lease is kept elsewhere than in " + folder.path()));
  }

  @Test
  void judge_folderUnmounted_isUnseenForEver() throws IOException {
    write(OWNER);
    Files.move(folder.path(), temp.resolve("unmounted"));
    assertThat(now()).isEqualTo(new LeaseState(Life.UNSEEN, "there is no " + folder.path()));
    assertThat(after(Duration.ofHours(1))).isEqualTo(Life.UNSEEN);
    assertThat(after(Duration.ofHours(1))).isEqualTo(Life.UNSEEN);
  }

  @Test
  void judge_folderUnreadable_isUnseen() throws IOException {
    write(OWNER);
    disk.readsFail = true;
    assertThat(now().life()).isEqualTo(Life.UNSEEN);
    assertThat(now().reason()).contains("cannot be read: No space left on device");
  }

  @Test
  void judge_folderDamaged_isUnseen() throws IOException {
    Files.writeString(folder.path().resolve("home"), "half");
    assertThat(now().life()).isEqualTo(Life.UNSEEN);
  }

  @Test
  void judge_labelsThatNameNone_areUnseen() {
    LeaseState none = new LeaseState(Life.UNSEEN, "its labels name no lease");
    assertThat(judge.judge(Map.of(), 0)).isEqualTo(none);
    assertThat(judge.judge(labels("io.health4j.lease", "/etc/passwd"), 0)).isEqualTo(none);
    assertThat(judge.judge(labels("io.health4j.owner", "../x"), 0)).isEqualTo(none);
    Map<String, String> homeless = new HashMap<>(labels());
    homeless.remove("io.health4j.lease.home");
    assertThat(judge.judge(homeless, 0).life()).isEqualTo(Life.UNSEEN);
  }

  @Test
  void judge_pathInAnotherFolder_readsOursAlone() throws IOException {
    write(OWNER);
    Path other = Files.createDirectory(temp.resolve("other"));
    LeaseFile ended = new LeaseFile(name, Optional.of(OWNER), LEASE, 1, true);
    Files.write(other.resolve(name.fileName()), ended.encode());
    String path = other.resolve(name.fileName()).toString();
    assertThat(judge.judge(labels("io.health4j.lease", path), tick.read()).life())
        .isEqualTo(Life.ALIVE);
  }

  @Test
  void judge_endedThoughItsProcessLives_isEnded() throws IOException {
    write(write(OWNER).renewed(true));
    assertThat(now()).isEqualTo(new LeaseState(Life.ENDED, "its session was ended"));
  }

  @Test
  void judge_processLivesAndNeverRenews_isAlive() throws IOException {
    write(OWNER);
    assertThat(now()).isEqualTo(new LeaseState(Life.ALIVE, "process 812 lives"));
    for (int i = 0; i < 10; i++) {
      assertThat(after(Duration.ofHours(24))).isEqualTo(Life.ALIVE);
    }
  }

  @Test
  void judge_processFrozen_isAlive() throws IOException {
    write(OWNER);
    proc.process(812, 'T', 5_000);
    assertThat(watchedOr(Life.ALIVE)).isEqualTo(Life.ALIVE);
  }

  private Life watchedOr(Life life) {
    Life last = now().life();
    for (int i = 0; i < 4 && last == life; i++) {
      last = after(HALF);
    }
    return last;
  }

  @Test
  void judge_processGone_isEndedAtOnce() throws IOException {
    write(OWNER);
    proc.gone(812);
    assertThat(now()).isEqualTo(new LeaseState(Life.ENDED, "process 812 ended"));
  }

  @Test
  void judge_pidUsedAgain_isEndedAtOnce() throws IOException {
    write(OWNER);
    proc.process(812, 'R', 77_000);
    assertThat(now().life()).isEqualTo(Life.ENDED);
  }

  @Test
  void judge_zombie_isEndedAtOnce() throws IOException {
    write(OWNER);
    proc.process(812, 'Z', 5_000);
    assertThat(now().life()).isEqualTo(Life.ENDED);
  }

  @Test
  void judge_processesHidden_isWatched() throws IOException {
    write(OWNER);
    proc.gone(812).mount("rw,hidepid=2");
    assertThat(watched()).isEqualTo(Life.ENDED);
  }
}
