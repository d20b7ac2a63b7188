package io.health4j.docker.real;

import com.github.dockerjava.api.DockerClient;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * An image made of this machine's busybox, so that nothing is pulled; it must be a static one. It
 * is loaded as {@code docker save} would have written it: docker-java 3.7.1 sends an empty body for
 * {@code docker import}.
 */
final class BusyboxImage {

  static final String NAME = "health4j-test:busybox";

  private static final List<String> COMMANDS = List.of("sh", "sleep", "tail", "true", "false");

  private BusyboxImage() {}

  /** Makes it, in a folder that is empty. */
  static void load(DockerClient client, Path folder) throws IOException {
    Path image = Files.createDirectory(folder.resolve("image"));
    Path layer = image.resolve("layer.tar");
    try (InputStream files = tar(files(folder))) {
      Files.copy(files, layer);
    }
    Files.writeString(
        image.resolve("manifest.json"),
        """
        [{"Config": "config.json", "RepoTags": ["%s"], "Layers": ["layer.tar"]}]
        """
            .formatted(NAME));
    Files.writeString(
        image.resolve("config.json"),
        """
        {"architecture": "%s", "os": "linux", "config": {},
         "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}
        """
            .formatted(client.versionCmd().exec().getArch(), sha256(layer)));
    try (InputStream all = tar(image)) {
      client.loadImageCmd(all).exec();
    }
    client.inspectImageCmd(NAME).exec(); // the engine tells of trouble while it reads, not before
  }

  private static Path files(Path folder) throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Path bin = Files.createDirectory(files.resolve("bin"));
    Files.copy(program(), bin.resolve("busybox")); // with its mode
    for (String command : COMMANDS) {
      Files.createSymbolicLink(bin.resolve(command), Path.of("busybox"));
    }
    return files;
  }

  private static Path program() throws FileNotFoundException {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/bin";
    return Stream.of(path.split(File.pathSeparator))
        .map(in -> Path.of(in, "busybox"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new FileNotFoundException("no busybox: install busybox-static"));
  }

  private static InputStream tar(Path folder) throws IOException {
    return new ProcessBuilder("tar", "-C", folder.toString(), "-c", ".").start().getInputStream();
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has it", e);
    }
  }
}
