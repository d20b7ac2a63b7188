package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseFolderTest {
  @TempDir private Path temp;
  private Path path;
  private LeaseFolder folder;

  @BeforeEach
  void folder() {
    path = temp.resolve("state").resolve("leases");
    folder = new LeaseFolder(path, Disk.real());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void home_noFolder_isAbsentAndNothingIsMade() throws IOException {
    assertThat(folder.home()).isEmpty();
    assertThat(path).doesNotExist();
  }

  @Test
  void open_noFolder_makesItOnce() throws IOException {
    String home = folder.open();
    assertThat(LeaseName.isUuid(home)).isTrue();
    assertThat(folder.open()).isEqualTo(home);
    assertThat(folder.home()).contains(home);
    assertThat(files()).containsExactly("home");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links, permissions, paths of POSIX")
  void open_noFolder_makesItForTheUserAlone() throws IOException {
    folder.open();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links, permissions, paths of POSIX")
  void open_folderBehindALink_isUsed() throws IOException {
    Path real = Files.createDirectory(temp.resolve("real"));
    Files.createSymbolicLink(temp.resolve("link"), real);
    String home = new LeaseFolder(temp.resolve("link"), Disk.real()).open();
    assertThat(new LeaseFolder(real, Disk.real()).home()).contains(home);
  }

  @Test
  @Timeout(60)
  void open_manyAtOnce_agreeOnOne() throws Exception {
    int many = 16;
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      CyclicBarrier start = new CyclicBarrier(many);
      List<Future<String>> homes = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        homes.add(
            threads.submit(
                () -> {
                  start.await();
                  return new LeaseFolder(path, Disk.real()).open();
                }));
      }
      String first = homes.get(0).get();
      for (Future<String> home : homes) {
        assertThat(home.get()).isEqualTo(first);
      }
      assertThat(files()).containsExactly("home");
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0f8fad5b-d9cb", "garbage"})
  void open_damagedHome_isRefusedAndLeftToPeople(String content) throws IOException {
    Files.createDirectories(path);
    Files.writeString(path.resolve("home"), content);
    assertThatIOException()
        .isThrownBy(folder::open)
        .withMessage(
            path.resolve("home")
                + " is damaged; when no host uses that folder any more, delete it");
    assertThat(path.resolve("home")).hasContent(content);
  }

  @Test
  void open_aFileInItsPlace_isRefused() throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "");
    assertThatIOException().isThrownBy(folder::open);
  }

  @Test
  void open_homeIsAFolder_isRefused() throws IOException {
    Files.createDirectories(path.resolve("home"));
    assertThatIOException().isThrownBy(folder::open).withMessageContaining("no plain file");
  }

  @Test
  void keep_folderDeleted_isMadeAgainAsTheSame() throws IOException {
    String home = folder.open();
    Files.delete(path.resolve("home"));
    Files.delete(path);
    folder.keep(home);
    assertThat(folder.home()).contains(home);
  }

  @Test
  void keep_anotherInItsPlace_isRefused() throws IOException {
    String other = folder.open();
    assertThatIOException()
        .isThrownBy(() -> folder.keep(UUID.randomUUID().toString()))
        .withMessage(path + " was replaced by another folder of leases");
    assertThat(folder.home()).contains(other);
  }

  @Test
  void names_ofAnOwner_areHisAlone() throws IOException {
    folder.open();
    LeaseName one = new LeaseName("trainer", UUID.randomUUID().toString());
    LeaseName two = new LeaseName("trainer", UUID.randomUUID().toString());
    LeaseName other = new LeaseName("trainer-2", UUID.randomUUID().toString());
    for (LeaseName name : List.of(one, two, other)) {
      Files.writeString(folder.file(name), "");
    }
    Files.writeString(path.resolve("trainer-x.lease"), "");
    assertThat(folder.names("trainer")).containsExactlyInAnyOrder(one, two);
    assertThat(folder.names("trainer-2")).containsExactly(other);
    assertThat(folder.names("*")).isEmpty();
  }

  @Test
  void names_noFolder_areNone() throws IOException {
    assertThat(folder.names("trainer")).isEmpty();
  }
}
