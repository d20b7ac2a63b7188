package io.health4j.docker.orphan;

import java.util.Map;

/** Judges the leases that containers name. */
interface LeaseJudge {

  /**
   * What is known now of the lease that these labels name. Labels that name none are UNSEEN.
   *
   * @param labels a container's labels
   * @param tick now, on the caller's ticker
   * @return its state
   */
  LeaseState judge(Map<String, String> labels, long tick);
}
