package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseNameTest {
  private static final String SESSION = "0f8fad5b-d9cb-469f-a165-70867728950e";
  private static final String FILE = "trainer-" + SESSION + ".lease";

  private static Map<String, String> labels(String owner, String session, String path) {
    Map<String, String> labels = new HashMap<>();
    labels.put("io.health4j.owner", owner);
    labels.put("io.health4j.session", session);
    labels.put("io.health4j.lease", path);
    return labels;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "trainer", "A.b_c-9", "..", "-"})
  void owner_allowed_makesAName(String owner) {
    assertThat(new LeaseName(owner, SESSION).fileName())
        .isEqualTo(owner + "-" + SESSION + ".lease");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "ü", "a\nb", "a\u0000", "{a,b}"})
  void owner_notAllowed_isRefused(String owner) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeaseName(owner, SESSION))
        .withMessage("owner must be 1 to 64 of A-Z a-z 0-9 . _ -, was '" + owner + "'");
  }

  @Test
  void owner_of65_isRefusedAndALongOneIsCut() {
    assertThat(new LeaseName("a".repeat(64), SESSION).owner()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new LeaseName("a".repeat(65), SESSION));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeaseName("a".repeat(1_000_000), SESSION))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void session_noUuid_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeaseName("trainer", "../../etc/passwd"))
        .withMessageContaining("session must be a UUID in lower case, was '../../etc/passwd'");
  }

  @Test
  void labels_thatAgree_nameALease() {
    assertThat(LeaseName.of(labels("trainer", SESSION, "/some/where/" + FILE)))
        .contains(new LeaseName("trainer", SESSION));
    assertThat(LeaseName.of(labels("trainer", SESSION, "C:\\leases\\" + FILE))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/leases/",
        FILE,
        "/leases/x" + FILE,
        "/leases/" + FILE + "/..",
        "/leases/" + FILE + "\u0000",
        "/leases/" + FILE + "/../../../etc/passwd",
        "/leases/other-" + SESSION + ".lease"
      })
  void labels_withAnotherFile_nameNone(String path) {
    assertThat(LeaseName.of(labels("trainer", SESSION, path))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../trainer", "", "a/b", "trainer\n", "../../../../tmp/x"})
  void labels_withAHostileOwner_nameNone(String owner) {
    String path = "/leases/" + owner + "-" + SESSION + ".lease";
    assertThat(LeaseName.of(labels(owner, SESSION, path))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../../x", "0F8FAD5B-D9CB-469F-A165-70867728950E", "1"})
  void labels_withAHostileSession_nameNone(String session) {
    String path = "/leases/trainer-" + session + ".lease";
    assertThat(LeaseName.of(labels("trainer", session, path))).isEmpty();
  }

  @Test
  void labels_thatAreMissing_nameNone() {
    assertThat(LeaseName.of(Map.of())).isEmpty();
    Map<String, String> labels = labels("trainer", SESSION, "");
    labels.remove("io.health4j.lease");
    assertThat(LeaseName.of(labels)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"trainer", "a-b", "-", "..", "x-" + SESSION})
  void file_ofALease_tellsItsName(String owner) {
    LeaseName name = new LeaseName(owner, SESSION);
    assertThat(LeaseName.ofFile(name.fileName())).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "home",
        ".lease",
        "-" + SESSION + ".lease",
        SESSION + ".lease",
        "a" + SESSION + ".lease",
        FILE + ".tmp",
        "a b-" + SESSION + ".lease"
      })
  void file_ofAnythingElse_tellsNone(String file) {
    assertThat(LeaseName.ofFile(file)).isEmpty();
  }
}
