package io.barnabas.cli;

import io.barnabas.client.ClientProperties;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings from a file and from {@code name=value} options. */
public final class ClientSettings {
  private ClientSettings() {}

  /**
   * The file's settings, with the options' where both have one.
   *
   * @throws UsageException if an option is not {@code name=value}
   */
  public static ClientProperties merged(@Nullable Path file, List<String> options) {
    ClientProperties fromFile =
        file == null ? new ClientProperties(Map.of()) : ClientProperties.load(file);
    return fromFile.overriddenBy(parse(options));
  }

  /**
   * The options' settings; a name without a value has an empty one.
   *
   * @throws UsageException if an option has no name
   */
  public static Map<String, String> parse(List<String> options) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals == 0 || option.isEmpty()) {
        throw new UsageException("'" + option + "' is not a setting; write name=value");
      }
      settings.put(
          equals < 0 ? option : option.substring(0, equals),
          equals < 0 ? "" : option.substring(equals + 1));
    }
    return settings;
  }
}
