package io.barnabas.broker;

import io.barnabas.metadata.config.InvalidConfigException;
import io.barnabas.metadata.config.PropertiesText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the broker was started with: {@code [server.properties] [--override name=value]...}. */
record CommandLine(@Nullable Path file, List<String> overrides) {
  /**
   * @throws InvalidConfigException if it is not understood
   */
  static CommandLine parse(List<String> arguments) {
    Path file = null;
    List<String> overrides = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--override")) {
        i++;
        overrides.add(override(arguments, i));
      } else if (file == null && !argument.startsWith("-")) {
        file = Path.of(argument);
      } else {
        throw new InvalidConfigException(
            "What is '" + argument + "'? Expected: [server.properties] [--override name=value]...");
      }
    }
    return new CommandLine(file, overrides);
  }

  private static String override(List<String> arguments, int index) {
    if (index >= arguments.size() || arguments.get(index).indexOf('=') <= 0) {
      throw new InvalidConfigException("--override wants name=value");
    }
    return arguments.get(index);
  }

  /**
   * The names and values, those of the command line over those of the file.
   *
   * @throws InvalidConfigException if the file can't be read
   */
  Map<String, String> properties() {
    return PropertiesText.parse(file == null ? "" : read(file), overrides);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InvalidConfigException(
          "There is no file " + file + " to read the configuration from");
    } catch (IOException e) {
      throw new InvalidConfigException(
          "The configuration " + file + " can't be read: " + e.getMessage());
    }
  }
}
