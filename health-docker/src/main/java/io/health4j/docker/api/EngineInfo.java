package io.health4j.docker.api;

/**
 * Who answers. Immutable.
 *
 * @param name what it calls itself: {@code Docker Engine}, {@code Podman Engine}; may be empty
 * @param version its version
 * @param apiVersion the newest version of the API that it speaks, as {@code 1.41}
 * @param operatingSystem {@code linux} or {@code windows}
 * @param knowsUsage whether it can tell what containers use; a rootless one without cgroups cannot
 * @param root the folder where it keeps its data, on its own machine; may be empty
 */
public record EngineInfo(
    String name,
    String version,
    String apiVersion,
    String operatingSystem,
    boolean knowsUsage,
    String root) {}
