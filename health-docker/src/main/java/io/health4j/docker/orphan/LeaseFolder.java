package io.health4j.docker.orphan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The folder of the leases, and who it is. Its file {@code home} holds a UUID that containers carry
 * as a label: a folder on another machine, or one that was made anew, may have the same path, but
 * what stands or is missing there tells nothing of them.
 *
 * <p>The file is made whole by whoever comes first, and then never written again. One that is
 * damaged was damaged by others, and is left to people: a new UUID would cut off every container
 * that carries the old one.
 *
 * @param path where it is
 * @param disk how it is read and written
 */
record LeaseFolder(Path path, Disk disk) {

  private Path homeFile() {
    return path.resolve("home");
  }

  Path file(LeaseName name) {
    return path.resolve(name.fileName());
  }

  /**
   * The UUID of the folder that is there now.
   *
   * @return the UUID; empty when no folder, or none of leases, is there
   * @throws IOException when it cannot be read, or is damaged
   */
  Optional<String> home() throws IOException {
    try {
      String home = new String(disk.read(homeFile()), StandardCharsets.ISO_8859_1).trim();
      if (!LeaseName.isUuid(home)) {
        throw new IOException(
            homeFile() + " is damaged; when no host uses that folder any more, delete it");
      }
      return Optional.of(home);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * The UUID of the folder, which is made if it is not there.
   *
   * @return the UUID
   * @throws IOException when it cannot be read or made, or is damaged
   */
  String open() throws IOException {
    Optional<String> home = home();
    return home.isPresent() ? home.get() : make(UUID.randomUUID().toString());
  }

  /**
   * Sees to it that the folder still is the one it was. When it was deleted it is made again.
   *
   * @param home the UUID that it had
   * @throws IOException when another is in its place, or it cannot be read or made
   */
  void keep(String home) throws IOException {
    Optional<String> found = home();
    String now = found.isPresent() ? found.get() : make(home);
    if (!now.equals(home)) {
      throw new IOException(path + " was replaced by another folder of leases");
    }
  }

  private String make(String home) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, onlyTheUser());
    }
    try {
      disk.claim(homeFile(), (home + "\n").getBytes(StandardCharsets.US_ASCII));
      return home;
    } catch (FileAlreadyExistsException e) {
      return home().orElseThrow(() -> e);
    }
  }

  private FileAttribute<?>[] onlyTheUser() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * The leases of an owner that have a file.
   *
   * @param owner whose
   * @return their names, in no order
   * @throws IOException when the folder is there but cannot be read
   */
  List<LeaseName> names(String owner) throws IOException {
    List<LeaseName> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        LeaseName.ofFile(file.getFileName().toString())
            .filter(name -> name.owner().equals(owner))
            .ifPresent(names::add);
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }
}
