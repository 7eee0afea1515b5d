package io.barnabas.cli.configs;

import io.barnabas.cli.UsageException;
import io.barnabas.client.ClientProperties;
import io.barnabas.client.admin.ConfigChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The changes that {@code --alter} makes. */
final class ConfigEdits {
  /** A name, and a value that has commas only between brackets. */
  private static final Pattern ADDITION =
      Pattern.compile("\\s*([^=,\\s]+)\\s*=(?:\\[([^\\]]*)]|([^,]*))(?:,|$)");

  @Option(
      names = "--add-config",
      paramLabel = "NAME=VALUE,...",
      description = "Settings to make; a value with commas goes in brackets: name=[a,b].")
  private @Nullable String additions;

  @Option(
      names = "--add-config-file",
      paramLabel = "FILE",
      description = "A properties file with settings to make.")
  private @Nullable Path additionsFile;

  @Option(
      names = "--delete-config",
      paramLabel = "NAME,...",
      description = "Settings to undo; what they hide is in force again.")
  private @Nullable String deletions;

  boolean isEmpty() {
    return additions == null && additionsFile == null && deletions == null;
  }

  /**
   * The changes, additions first.
   *
   * @throws UsageException if there are none, or one is not well formed
   */
  List<ConfigChange> changes() {
    if (isEmpty()) {
      throw new UsageException("--alter needs --add-config, --add-config-file or --delete-config");
    }
    List<ConfigChange> changes = new ArrayList<>();
    if (additions != null) {
      changes.addAll(parseAdditions(additions));
    }
    if (additionsFile != null) {
      ClientProperties.load(additionsFile)
          .values()
          .forEach((name, value) -> changes.add(ConfigChange.set(name, value)));
    }
    if (deletions != null) {
      for (String name : deletions.split(",", -1)) {
        changes.add(ConfigChange.delete(name.strip()));
      }
    }
    return changes;
  }

  private static List<ConfigChange> parseAdditions(String text) {
    List<ConfigChange> changes = new ArrayList<>();
    Matcher matcher = ADDITION.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw new UsageException(
            "'" + text.substring(end) + "' is not a setting; write name=value or name=[a,b]");
      }
      String bracketed = matcher.group(2);
      String value = bracketed == null ? matcher.group(3).strip() : bracketed;
      changes.add(ConfigChange.set(matcher.group(1), value));
      end = matcher.end();
    }
    return changes;
  }
}
