package io.health4j.docker;

import io.health4j.check.Attributes;

/**
 * What tells one container's readings from another's. Made once, since readings are compared by it
 * at each sample. Immutable.
 *
 * @param plain the container's id, name and image
 * @param read the same, of what it reads from disks
 * @param write of what it writes to disks
 * @param receive of what it receives over networks
 * @param transmit of what it sends over networks
 */
record ContainerAttributes(
    Attributes plain, Attributes read, Attributes write, Attributes receive, Attributes transmit) {

  private static final String DISK = "disk.io.direction";
  private static final String NETWORK = "network.io.direction";

  static ContainerAttributes of(String id, String name, String image) {
    Attributes plain = plain(id, name, image);
    return new ContainerAttributes(
        plain,
        plain.with(DISK, "read"),
        plain.with(DISK, "write"),
        plain.with(NETWORK, "receive"),
        plain.with(NETWORK, "transmit"));
  }

  static Attributes plain(String id, String name, String image) {
    return Attributes.of("container.id", id, "container.name", name, "container.image.name", image);
  }
}
