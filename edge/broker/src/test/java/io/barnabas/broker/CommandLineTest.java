package io.barnabas.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.metadata.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  @TempDir private Path folder;

  private static CommandLine parse(String... arguments) {
    return CommandLine.parse(List.of(arguments));
  }

  @Test
  void nothingIsNeeded() {
    assertThat(parse().properties()).isEmpty();
  }

  @Test
  void overridesCountMoreThanTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("server.properties"), "a=1\nb=2\n");

    assertThat(parse(file.toString(), "--override", "b=3", "--override", "c=x=y").properties())
        .isEqualTo(Map.of("a", "1", "b", "3", "c", "x=y"));
  }

  @Test
  void theOrderDoesNotMatter() throws IOException {
    Path file = Files.writeString(folder.resolve("server.properties"), "a=1\n");

    assertThat(parse("--override", "a=2", file.toString()).properties())
        .isEqualTo(Map.of("a", "2"));
  }

  @Test
  void anOverrideMustHaveAName() {
    for (String[] wrong :
        new String[][] {
          {"--override"}, {"--override", "a"}, {"--override", "=1"}, {"--override", ""}
        }) {
      assertThatThrownBy(() -> parse(wrong))
          .isInstanceOf(InvalidConfigException.class)
          .hasMessageContaining("name=value");
    }
  }

  @Test
  void whatIsNotUnderstoodIsNamed() {
    assertThatThrownBy(() -> parse("--port", "1")).hasMessageContaining("'--port'");
    assertThatThrownBy(() -> parse("one", "two")).hasMessageContaining("'two'");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    String missing = folder.resolve("missing.properties").toString();

    assertThatThrownBy(() -> parse(missing).properties())
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(missing);
    assertThatThrownBy(() -> parse(folder.toString()).properties())
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(folder.toString());
  }
}
