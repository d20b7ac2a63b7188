package io.health4j.docker.usage;

import io.health4j.docker.api.ContainerUsage;

/**
 * What a container used when it was last looked at.
 *
 * @param usage what it used
 * @param tick when, on the monitor's ticker
 */
public record SeenUsage(ContainerUsage usage, long tick) {}
