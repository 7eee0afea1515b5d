package io.barnabas.cli.configs;

import io.barnabas.cli.ConnectionOptions;
import io.barnabas.cli.Console;
import io.barnabas.cli.Tool;
import io.barnabas.cli.ToolVersion;
import io.barnabas.cli.UsageException;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.admin.ConfigAdmin;
import io.barnabas.client.admin.ConfigChange;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command behind kafka-configs.sh. */
@Command(
    name = "kafka-configs.sh",
    versionProvider = ToolVersion.class,
    sortOptions = false,
    customSynopsis =
        "kafka-configs.sh --bootstrap-server HOST:PORT (--describe | --alter) ENTITY [OPTION]...",
    description = "Shows and changes configurations of topics and brokers while they run.",
    footer = {
      "",
      "Examples:",
      "  kafka-configs.sh --bootstrap-server localhost:9092 --describe --topic orders",
      "  kafka-configs.sh --bootstrap-server localhost:9092 --alter --topic orders \\",
      "    --add-config retention.ms=3600000"
    })
public final class ConfigsCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final Console console;

  @Option(names = "--describe", description = "Show what was set for the entity.")
  private boolean describe;

  @Option(names = "--alter", description = "Change the entity's configurations.")
  private boolean alter;

  @Option(names = "--all", description = "With --describe: show what is inherited, too.")
  private boolean all;

  @Mixin private final EntityOptions entities = new EntityOptions();
  @Mixin private final ConfigEdits edits = new ConfigEdits();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  public ConfigsCommand(Console console) {
    this.console = console;
  }

  /** Runs the tool. */
  public static void main(String[] arguments) {
    Tool.main(ConfigsCommand::new, arguments);
  }

  @Override
  public Integer call() {
    if (describe == alter) {
      throw new UsageException("say what to do with one of --describe and --alter");
    }
    if (describe && !edits.isEmpty()) {
      throw new UsageException("settings are made and undone with --alter");
    }
    Entity entity = entities.chosen();
    try (Cluster cluster = connection.cluster()) {
      if (describe) {
        new ConfigListing(cluster, console.out(), all).print(entity);
      } else {
        alter(cluster, entity, edits.changes());
      }
      return DONE;
    } catch (ClientException e) {
      console.err().println("Error while executing config command: " + e.getMessage());
      return FAILED;
    }
  }

  private void alter(Cluster cluster, Entity entity, List<ConfigChange> changes) {
    new ConfigAdmin(cluster).alter(entity.resource(), changes);
    String kind = entity.type().singular();
    console
        .out()
        .println(
            entity.isDefault()
                ? "Completed updating default config for " + kind + "s in the cluster."
                : "Completed updating config for " + kind + " " + entity.name() + ".");
  }
}
