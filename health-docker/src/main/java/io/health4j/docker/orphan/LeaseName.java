package io.health4j.docker.orphan;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a lease: whose it is, and which session. It makes the name of the lease's file, so
 * neither part can hold a separator.
 *
 * @param owner 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 * @param session a UUID, in lower case
 */
record LeaseName(String owner, String session) {

  static final String OWNER = "io.health4j.owner";
  static final String SESSION = "io.health4j.session";
  static final String LEASE = "io.health4j.lease";
  static final String HOME = "io.health4j.lease.home";

  private static final Set<String> LABELS = Set.of(OWNER, SESSION, LEASE, HOME);
  private static final Pattern OWNERS = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern UUIDS =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final String SUFFIX = ".lease";
  private static final int UUID_LENGTH = 36;

  LeaseName {
    if (!OWNERS.matcher(owner).matches()) {
      throw new IllegalArgumentException(
          "owner must be 1 to 64 of A-Z a-z 0-9 . _ -, was '" + shown(owner) + "'");
    }
    if (!isUuid(session)) {
      throw new IllegalArgumentException(
          "session must be a UUID in lower case, was '" + shown(session) + "'");
    }
  }

  static boolean isUuid(String text) {
    return UUIDS.matcher(text).matches();
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  /** Of a container's labels, those that tell of a lease. */
  static Map<String, String> only(Map<String, String> labels) {
    var only = new HashMap<>(labels);
    only.keySet().retainAll(LABELS);
    return only;
  }

  /**
   * The lease that a container's labels name. Labels are only believed when all are there and agree
   * with each other; of the path only the last part is looked at, so it can lead nowhere else.
   *
   * @param labels a container's labels
   * @return the name; empty when they name none
   */
  static Optional<LeaseName> of(Map<String, String> labels) {
    String owner = labels.getOrDefault(OWNER, "");
    String session = labels.getOrDefault(SESSION, "");
    if (!OWNERS.matcher(owner).matches() || !isUuid(session)) {
      return Optional.empty();
    }
    LeaseName name = new LeaseName(owner, session);
    String path = labels.getOrDefault(LEASE, "").replace('\\', '/');
    return path.endsWith("/" + name.fileName()) ? Optional.of(name) : Optional.empty();
  }

  /**
   * The lease that a file is named after.
   *
   * @param file the file's name, without folders
   * @return the lease's name; empty when it is no lease's
   */
  static Optional<LeaseName> ofFile(String file) {
    int dash = file.length() - SUFFIX.length() - UUID_LENGTH - 1;
    if (dash < 1 || !file.endsWith(SUFFIX) || file.charAt(dash) != '-') {
      return Optional.empty();
    }
    String owner = file.substring(0, dash);
    String session = file.substring(dash + 1, dash + 1 + UUID_LENGTH);
    boolean ours = OWNERS.matcher(owner).matches() && isUuid(session);
    return ours ? Optional.of(new LeaseName(owner, session)) : Optional.empty();
  }

  String fileName() {
    return String.format(Locale.ROOT, "%s-%s%s", owner, session, SUFFIX);
  }
}
