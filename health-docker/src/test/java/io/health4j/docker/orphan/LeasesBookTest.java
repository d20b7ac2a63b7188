package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeasesBookTest extends LeasesFixture {

  @Test
  void forget_folderCannotBeWritten_saysSoOnceUntilItCan() throws Exception {
    var book = new LeasesBook(leases);
    Lease one = leases.acquire("trainer");
    Lease two = leases.acquire("trainer");
    one.close();
    two.close();
    disk.deletesFail = true;

    List<String> lines =
        Scene.logged(
            Leases.class,
            () -> {
              for (int sweep = 0; sweep < 3; sweep++) {
                book.forget("trainer", one.session(), tick.read());
                book.forget("trainer", two.session(), tick.read());
              }
              disk.deletesFail = false;
              book.forget("trainer", one.session(), tick.read());
              disk.deletesFail = true;
              book.forget("trainer", two.session(), tick.read());
            });

    assertThat(lines)
        .containsExactly(
            "leases of trainer cannot be tidied up, further failures are not told:"
                + " java.io.IOException: No space left on device",
            "leases of trainer cannot be tidied up, further failures are not told:"
                + " java.io.IOException: No space left on device");
    assertThat(file(one)).doesNotExist();
    assertThat(file(two)).exists();
  }

  @Test
  void ended_folderIsAFile_isEmptyAndTold() throws Exception {
    Files.writeString(folder.path(), "");
    var book = new LeasesBook(leases);

    List<String> lines =
        Scene.logged(
            Leases.class,
            () -> {
              assertThat(book.ended("trainer", 0)).isEmpty();
              assertThat(book.ended("trainer", 0)).isEmpty();
            });

    assertThat(lines).hasSize(1);
  }
}
