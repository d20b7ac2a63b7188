package io.health4j.examples;

import io.health4j.docker.ContainerEngine;
import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineException;
import java.io.IOException;

/**
 * Where the sandboxes are, as who starts them and as who watches them see it.
 *
 * @param sandboxes starts them
 * @param engine is watched
 */
record ContainersPlace(Sandboxes sandboxes, ContainerEngine engine) {

  /**
   * Finds the engine and makes the image.
   *
   * @throws UsageException when one of them is not to be had, with what to do
   */
  static ContainersPlace prepare() {
    try {
      DockerSandboxes sandboxes = DockerSandboxes.standard();
      ContainerEngine engine = ContainerEngine.at(sandboxes.address());
      engine.ask(ContainerEngine.TIMEOUT, EngineApi::info);
      sandboxes.prepare();
      return new ContainersPlace(sandboxes, engine);
    } catch (EngineException e) {
      throw new UsageException("no container engine here: " + Texts.firstLine(e));
    } catch (IOException e) {
      throw new UsageException("no image for the sandboxes: " + Texts.firstLine(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException("interrupted");
    } catch (RuntimeException e) { // Docker's own configuration cannot be understood
      throw new UsageException("no container engine here: " + Texts.firstLine(e));
    }
  }
}
