package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer reads first holds. */
final class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
  private static final int FIRST_LOOK_LINES = 30;

  @Test
  void example_compilesAsItStands(@TempDir Path folder) throws IOException {
    Matcher block = JAVA.matcher(Files.readString(README));
    assertThat(block.find()).as("a Java example").isTrue();
    Path source = Files.writeString(folder.resolve("Trainer.java"), block.group(1));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var errors = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                errors,
                null,
                null,
                List.of("-proc:none", "-d", folder.toString()),
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjects(source.toFile()))
            .call();
    assertThat(compiled).as(errors.toString()).isTrue();
  }

  @Test
  void firstLook_holdsTheCommandsAndTheExample() throws IOException {
    String look = String.join("\n", Files.readAllLines(README).subList(0, FIRST_LOOK_LINES));
    assertThat(look).contains("./demo", "mvn verify");
    assertThat(look.split("```", -1)).as("the example is there as a whole").hasSize(3);
  }

  @Test
  void links_leadToFiles() throws IOException {
    Matcher link = LINK.matcher(Files.readString(README));
    int links = 0;
    while (link.find()) {
      assertThat(README.resolveSibling(link.group(1))).exists();
      links++;
    }
    assertThat(links).isPositive();
  }
}
