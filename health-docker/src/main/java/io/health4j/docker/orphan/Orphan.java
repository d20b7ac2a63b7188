package io.health4j.docker.orphan;

import io.health4j.docker.api.ContainerEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A container that nobody owns any more, or whose owner cannot be seen.
 *
 * @param id its whole id, by which alone it is addressed
 * @param name its name, for people
 * @param created when it was made, by the engine's clock
 * @param labels its labels when it was listed
 * @param reason what is known of its owner: {@code process 812 ended}
 */
record Orphan(String id, String name, Instant created, Map<String, String> labels, String reason) {

  private static final int NAMED = 5;
  private static final int SHORT = 8;

  static Orphan of(ContainerEntry entry, String reason) {
    String name = entry.name().isEmpty() ? entry.id() : entry.name();
    return new Orphan(entry.id(), name, entry.created(), entry.labels(), reason);
  }

  /** The session that it was made in; empty when it names none. */
  String session() {
    return labels.getOrDefault(LeaseName.SESSION, "");
  }

  /** Which and why: {@code sandbox-3 (session 0e3f9a52: process 812 ended)}. */
  String text() {
    String session = session();
    String cut = session.length() > SHORT ? session.substring(0, SHORT) : session;
    return name + " (session " + cut + ": " + reason + ")";
  }

  static String count(int orphans) {
    return orphans + (orphans == 1 ? " orphan" : " orphans");
  }

  /** The first few of them, with why. */
  static String texts(List<Orphan> orphans) {
    return few(orphans.stream().map(Orphan::text).toList());
  }

  /** The first few of some words. */
  static String few(List<String> words) {
    var text = new StringJoiner(", ");
    words.stream().limit(NAMED).forEach(text::add);
    return text + (words.size() > NAMED ? " and " + (words.size() - NAMED) + " more" : "");
  }
}
