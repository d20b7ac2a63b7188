package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseFileTest {
  private static final LeaseName NAME =
      new LeaseName("trainer", "0f8fad5b-d9cb-469f-a165-70867728950e");
  private static final LeaseFile LEASE =
      new LeaseFile(
          NAME, Optional.of(CannedProc.identity(812, 4_786_142)), Duration.ofSeconds(30), 0, false);

  private static byte[] text(String lines) {
    CRC32C crc = new CRC32C();
    crc.update(lines.getBytes(StandardCharsets.US_ASCII));
    String all = lines + "crc " + Long.toHexString(crc.getValue()) + "\n";
    return String.format("%-512s", all).getBytes(StandardCharsets.US_ASCII);
  }

  private static String lines() {
    String text = new String(LEASE.encode(), StandardCharsets.US_ASCII);
    return text.substring(0, text.indexOf("crc "));
  }

  @Test
  void encode_aLease_isLinesThatPeopleCanRead() {
    assertThat(new String(LEASE.encode(), StandardCharsets.US_ASCII))
        .startsWith(
            """
            health4j-lease 1
            owner trainer
            session 0f8fad5b-d9cb-469f-a165-70867728950e
            boot 11111111-2222-3333-4444-555555555555
            namespaces pid:[4026531836]
            pid 812
            start 4786142
            lease-ms 30000
            renewals 0
            ended false
            crc \
            """);
  }

  @Test
  void decode_whatWasEncoded_isTheSame() {
    assertThat(LeaseFile.decode(LEASE.encode())).contains(LEASE);
    assertThat(LeaseFile.decode(LEASE.renewed(true).encode())).contains(LEASE.renewed(true));
  }

  @Test
  void decode_noProcess_isTheSame() {
    LeaseFile lease = new LeaseFile(NAME, Optional.empty(), Duration.ofHours(1), 7, false);
    assertThat(LeaseFile.decode(lease.encode())).contains(lease);
  }

  @Test
  void encode_theLongestValues_stillFit() {
    ProcessIdentity process =
        new ProcessIdentity(
            CannedProc.BOOT,
            "pid:[18446744073709551615] time:[18446744073709551615]",
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    LeaseFile lease =
        new LeaseFile(
            new LeaseName("a".repeat(64), NAME.session()),
            Optional.of(process),
            Duration.ofHours(1),
            Long.MAX_VALUE,
            false);
    assertThat(lease.encode()).hasSize(512);
    assertThat(LeaseFile.decode(lease.encode())).contains(lease);
  }

  @Test
  void renewed_again_countsUp() {
    assertThat(LEASE.renewed(false).renewed(false).renewals()).isEqualTo(2);
  }

  @Test
  void decode_anyByteChanged_isRefusedOrTheSame() {
    byte[] bytes = LEASE.encode();
    int written = lines().length();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
      boolean fillOnly = i >= written;
      Optional<LeaseFile> read = LeaseFile.decode(bytes);
      assertThat(read.isEmpty() || (fillOnly && read.get().equals(LEASE))).as("byte " + i).isTrue();
      bytes[i] ^= 1;
    }
  }

  @Test
  void decode_tornAnywhere_isOneOfTheTwoOrRefused() {
    byte[] before = LEASE.encode();
    byte[] after = LEASE.renewed(true).encode();
    for (int i = 0; i <= 512; i++) {
      byte[] torn = before.clone();
      System.arraycopy(after, 0, torn, 0, i);
      LeaseFile.decode(torn).ifPresent(it -> assertThat(it).isIn(LEASE, LEASE.renewed(true)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 300, 511, 513, 1_000_000})
  void decode_anotherSize_isRefused(int size) {
    byte[] bytes = new byte[size];
    System.arraycopy(LEASE.encode(), 0, bytes, 0, Math.min(size, 512));
    assertThat(LeaseFile.decode(bytes)).isEmpty();
  }

  @Test
  void decode_aNewerFormat_isRefused() {
    assertThat(LeaseFile.decode(text(lines()))).contains(LEASE);
    assertThat(LeaseFile.decode(text(lines().replace("lease 1", "lease 2")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "owner ../../x",
        "session ..",
        "pid x",
        "start ",
        "lease-ms 999",
        "lease-ms 3600001",
        "lease-ms -1",
        "lease-ms 9223372036854775807",
        "renewals 1e3"
      })
  void decode_aValueOutOfItsRange_isRefused(String line) {
    String key = line.substring(0, line.indexOf(' '));
    String lines = lines().replaceFirst(key + " .*", line);
    assertThat(LeaseFile.decode(text(lines))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"owner", "session", "namespaces", "pid", "start", "lease-ms", "renewals"})
  void decode_aValueMissing_isRefused(String key) {
    assertThat(LeaseFile.decode(text(lines().replaceFirst(key + " .*\n", "\n")))).isEmpty();
  }

  @Test
  void decode_linesUnknownHere_areRefusedNowhere() {
    assertThat(LeaseFile.decode(text(lines() + "note by people\n\nword\n"))).contains(LEASE);
  }
}
