package io.barnabas.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.cli.UsageException;
import io.barnabas.client.admin.ConfigChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ConfigEditsTest {
  private static List<ConfigChange> changes(String... arguments) {
    CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create());
    ConfigEdits edits = new ConfigEdits();
    line.addMixin("edits", edits);
    line.parseArgs(arguments);
    return edits.changes();
  }

  @Test
  void a_value_with_commas_goes_in_brackets() {
    assertThat(changes("--add-config", "cleanup.policy=[compact,delete], retention.ms=5,x="))
        .containsExactly(
            ConfigChange.set("cleanup.policy", "compact,delete"),
            ConfigChange.set("retention.ms", "5"),
            ConfigChange.set("x", ""));
  }

  @Test
  void a_value_may_have_an_equals_sign() {
    assertThat(changes("--add-config", "a=b=c")).containsExactly(ConfigChange.set("a", "b=c"));
  }

  @Test
  void deletions_come_after_additions() {
    assertThat(changes("--delete-config", "a, b", "--add-config", "c=1"))
        .containsExactly(
            ConfigChange.set("c", "1"), ConfigChange.delete("a"), ConfigChange.delete("b"));
  }

  @Test
  void settings_come_from_a_file_too(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("add.properties"), "# a comment\na = b \n");
    assertThat(changes("--add-config-file", file.toString()))
        .containsExactly(ConfigChange.set("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a=1,b", "=1", "a=[b,c"})
  void what_is_no_setting_is_refused(String additions) {
    assertThatThrownBy(() -> changes("--add-config", additions))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not a setting");
  }
}
