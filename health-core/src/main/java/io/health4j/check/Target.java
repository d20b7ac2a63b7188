package io.health4j.check;

/**
 * What is watched: this host, a worker, a node, a loop.
 *
 * @param id its name, unique within a monitor; not blank
 * @param labels what groups it with others, such as a zone
 */
public record Target(String id, Attributes labels) {

  public Target {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a target's id must not be blank, was '" + id + "'");
    }
  }

  /**
   * A target without labels.
   *
   * @param id its name; not blank
   * @return the target
   */
  public static Target of(String id) {
    return new Target(id, Attributes.none());
  }
}
