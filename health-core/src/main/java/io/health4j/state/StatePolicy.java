package io.health4j.state;

/**
 * How many samples it takes to settle a state.
 *
 * @param bad consecutive worse samples before the state falls; from 1 to 100
 * @param good consecutive better samples before it rises; from 1 to 100
 */
public record StatePolicy(int bad, int good) {

  /**
   * Three bad, two good: Kubernetes' probes fail after 3, and a state that was bad should prove
   * itself more than once (this project's own judgement).
   */
  public static final StatePolicy DEFAULT = new StatePolicy(3, 2);

  public StatePolicy {
    count("bad", bad);
    count("good", good);
  }

  private static void count(String name, int value) {
    if (value < 1 || value > 100) {
      throw new IllegalArgumentException(name + " samples must be from 1 to 100, was " + value);
    }
  }
}
