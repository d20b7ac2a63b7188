package io.health4j.notify;

import java.util.Set;

/** What must never be seen. */
final class Secrets {

  static final String PATH = "sEsAmE-path-71c3";
  static final String TOKEN = "xoxb-sEsAmE-token-5d2a";
  static final String KEY = "sEsAmE0key0sEsAmE0key0sEsAmE0key";
  static final String USER = "sEsAmE-user-c41f";
  static final String PASSWORD = "sEsAmE-password-e90b";

  static final Set<String> ALL = Set.of(PATH, TOKEN, KEY, USER, PASSWORD);

  /** In all of them. */
  static final String MARK = "sEsAmE";

  private Secrets() {}
}
