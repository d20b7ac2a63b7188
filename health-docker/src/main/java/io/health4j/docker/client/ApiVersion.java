package io.health4j.docker.client;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the engine's API, as {@code 1.41}. Immutable. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

  /** Docker 19.03, and what Podman 3 says of itself. */
  static final ApiVersion OLDEST = new ApiVersion(1, 40);

  /** The first that gives statistics without a second reading. */
  static final ApiVersion ONE_SHOT = new ApiVersion(1, 41);

  /** The shape of answers that is read here. */
  private static final ApiVersion WRITTEN_FOR = new ApiVersion(1, 44);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  static Optional<ApiVersion> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** The version to use with an engine whose newest is this: the nearest to the one read here. */
  ApiVersion usable(Optional<ApiVersion> oldest) {
    ApiVersion wanted =
        oldest.filter(version -> version.compareTo(WRITTEN_FOR) > 0).orElse(WRITTEN_FOR);
    return wanted.compareTo(this) < 0 ? wanted : this;
  }

  @Override
  public int compareTo(ApiVersion other) {
    return Comparator.comparingInt(ApiVersion::major)
        .thenComparingInt(ApiVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
