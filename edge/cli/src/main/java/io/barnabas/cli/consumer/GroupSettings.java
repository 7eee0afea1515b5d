package io.barnabas.cli.consumer;

import io.barnabas.cli.UsageException;
import io.barnabas.client.ClientProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The settings of a console consumer as a member of a group, as Kafka's tool chooses them. */
final class GroupSettings {
  private static final int GENERATED_IDS = 100_000;

  private GroupSettings() {}

  /**
   * The settings, with those that options stand for. A group that nobody has named commits nothing.
   *
   * @throws UsageException if options and settings contradict each other
   */
  static ClientProperties complete(ClientProperties properties, SourceOptions source) {
    Map<String, String> added = new HashMap<>();
    String named = properties.text("group.id", "");
    if (source.group != null) {
      if (!named.isEmpty() && !named.equals(source.group)) {
        throw new UsageException(
            "--group says '%s', but group.id says '%s'".formatted(source.group, named));
      }
      added.put("group.id", source.group);
    } else if (named.isEmpty()) {
      int number = ThreadLocalRandom.current().nextInt(GENERATED_IDS);
      added.put("group.id", "console-consumer-" + number);
      added.put("enable.auto.commit", properties.text("enable.auto.commit", "false"));
    }
    if (source.fromBeginning) {
      String reset = properties.text("auto.offset.reset", "earliest");
      if (!reset.equals("earliest")) {
        throw new UsageException("--from-beginning does not go with auto.offset.reset=" + reset);
      }
      added.put("auto.offset.reset", reset);
    }
    return properties.overriddenBy(added);
  }
}
