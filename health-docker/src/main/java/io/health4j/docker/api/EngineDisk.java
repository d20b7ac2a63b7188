package io.health4j.docker.api;

/**
 * What an engine's data take on its disk, in bytes. Immutable.
 *
 * @param images layers of images; with Podman, images, what they share counted for each
 * @param containers what containers wrote over their images
 * @param volumes volumes
 * @param buildCache what builds left for later ones
 */
public record EngineDisk(long images, long containers, long volumes, long buildCache) {}
