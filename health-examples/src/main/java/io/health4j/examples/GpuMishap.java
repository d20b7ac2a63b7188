package io.health4j.examples;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.test.gpu.CannedMachine;
import java.util.Optional;

/**
 * A trouble of one GPU of a canned machine.
 *
 * @param trouble what happens
 * @param machine where
 * @param gpu to which
 */
record GpuMishap(GpuTrouble trouble, CannedMachine machine, int gpu) {

  /** Not the first, so that it is seen which one is named, and none that is lost already. */
  private static final int USUAL_GPU = 2;

  static GpuMishap of(GpuTrouble trouble, CannedMachine machine) {
    return new GpuMishap(trouble, machine, Math.min(USUAL_GPU, machine.size() - 1));
  }

  void begin() {
    trouble.apply(machine, gpu);
  }

  void end() {
    trouble.undo(machine, gpu);
  }

  /** What a check found of it. */
  Optional<Finding> evidence(CheckResult result) {
    return trouble.evidence(result, gpu);
  }

  /** What happens, in a line without capital and full stop. */
  String text() {
    return trouble.option() + " of GPU " + gpu + ": " + trouble.text();
  }
}
