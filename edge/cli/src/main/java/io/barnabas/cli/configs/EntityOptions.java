package io.barnabas.cli.configs;

import io.barnabas.cli.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose configurations: by type and name, or by an option for each type. */
final class EntityOptions {
  @Option(
      names = "--entity-type",
      paramLabel = "TYPE",
      description = "topics, brokers, broker-loggers, client-metrics or groups.")
  private @Nullable String type;

  @Option(
      names = "--entity-name",
      paramLabel = "NAME",
      description = "The topic's name or the broker's id. Without it all of the type are shown.")
  private @Nullable String name;

  @Option(names = "--entity-default", description = "The default of all brokers.")
  private boolean isDefault;

  @Option(names = "--topic", paramLabel = "NAME", description = "Short for that topic.")
  private @Nullable String topic;

  @Option(names = "--broker", paramLabel = "ID", description = "Short for that broker.")
  private @Nullable String broker;

  @Option(names = "--broker-defaults", description = "Short for the default of all brokers.")
  private boolean brokerDefaults;

  @Option(names = "--broker-logger", paramLabel = "ID", description = "Short for its loggers.")
  private @Nullable String brokerLogger;

  @Option(names = "--client-metrics", paramLabel = "NAME", description = "Short for those metrics.")
  private @Nullable String clientMetrics;

  @Option(names = "--group", paramLabel = "ID", description = "Short for that group.")
  private @Nullable String group;

  /**
   * The entity meant.
   *
   * @throws UsageException if it is not just one, or none that can be
   */
  Entity chosen() {
    List<Entity> chosen = new ArrayList<>();
    addNamed(chosen, EntityType.TOPICS, topic);
    addNamed(chosen, EntityType.BROKERS, broker);
    addNamed(chosen, EntityType.BROKERS, brokerDefaults ? "" : null);
    addNamed(chosen, EntityType.BROKER_LOGGERS, brokerLogger);
    addNamed(chosen, EntityType.CLIENT_METRICS, clientMetrics);
    addNamed(chosen, EntityType.GROUPS, group);
    if (type != null) {
      chosen.add(new Entity(EntityType.of(type), isDefault ? "" : name));
    }
    if (chosen.size() != 1) {
      throw new UsageException(
          "say whose configurations, as --topic NAME or --entity-type brokers");
    }
    return checked(chosen.getFirst());
  }

  private static void addNamed(List<Entity> chosen, EntityType type, @Nullable String name) {
    if (name != null) {
      chosen.add(new Entity(type, name));
    }
  }

  private static Entity checked(Entity entity) {
    String name = entity.name();
    boolean ofBrokers =
        entity.type() == EntityType.BROKERS || entity.type() == EntityType.BROKER_LOGGERS;
    if (entity.isDefault() && entity.type() != EntityType.BROKERS) {
      throw new UsageException("only brokers have a default");
    }
    if (ofBrokers && name != null && !name.matches("[0-9]*")) {
      throw new UsageException("'" + name + "' is not a broker's id, which is a number");
    }
    return entity;
  }
}
