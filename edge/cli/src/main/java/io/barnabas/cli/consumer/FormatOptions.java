package io.barnabas.cli.consumer;

import io.barnabas.cli.ClientSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How records are printed. */
final class FormatOptions {
  @Option(
      names = {"--formatter-property", "--property"},
      paramLabel = "NAME=VALUE",
      description = {
        "What is printed of a record. May be repeated. With their defaults:",
        "print.value=true, print.key=false, print.headers=false,",
        "print.timestamp=false, print.partition=false, print.offset=false,",
        "print.epoch=false, key.separator=\\t, line.separator=\\n,",
        "headers.separator=, null.literal=null and key.deserializer,",
        "value.deserializer, headers.deserializer, which have none."
      })
  private List<String> properties = new ArrayList<>();

  @Option(
      names = "--formatter-config",
      paramLabel = "FILE",
      description = "A properties file with the same.")
  private @Nullable Path file;

  @Option(
      names = "--key-deserializer",
      paramLabel = "CLASS",
      description = "One of Kafka's, as LongDeserializer. The default prints keys as they are.")
  private @Nullable String keyDeserializer;

  @Option(
      names = "--value-deserializer",
      paramLabel = "CLASS",
      description = "The same for values.")
  private @Nullable String valueDeserializer;

  FormatConfig config() {
    Map<String, String> chosen = new HashMap<>();
    if (keyDeserializer != null) {
      chosen.put("key.deserializer", keyDeserializer);
    }
    if (valueDeserializer != null) {
      chosen.put("value.deserializer", valueDeserializer);
    }
    return FormatConfig.from(ClientSettings.merged(file, properties).overriddenBy(chosen).values());
  }
}
