package io.barnabas.conformance.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Apache Kafka, broker and controller in one process, so that a scenario can be shown to be true of
 * it.
 *
 * @param jars the folder of its jars
 */
record ApacheKafka(Path jars) implements Make {
  private static final String CLUSTER_ID = "4L6g3nShT-eMCtK--X86sw";
  private static final String PROTOCOLS = "listener.security.protocol.map";
  private static final String HEAP = "-Xmx512m";

  @Override
  public List<String> prepare(BrokerSettings settings, String java, List<String> commonOptions)
      throws IOException {
    Path properties = settings.folder().resolve("broker.properties");
    BrokerSettings complete = complete(settings);
    Files.writeString(properties, complete.properties());
    if (!Files.exists(settings.dataFolder().resolve("meta.properties"))) {
      format(java, properties);
    }
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(commonOptions);
    command.addAll(List.of(HEAP, "-Dkafka.logs.dir=" + settings.folder()));
    command.addAll(List.of("-cp", classPath(), "kafka.Kafka", properties.toString()));
    return command;
  }

  /** The controller's port is a new one with every start; nobody else remembers it. */
  private static BrokerSettings complete(BrokerSettings settings) {
    int controller = Ports.free();
    Map<String, String> configs = new LinkedHashMap<>(settings.configs());
    configs.put("process.roles", "broker,controller");
    configs.put("controller.quorum.voters", BrokerSettings.NODE_ID + "@127.0.0.1:" + controller);
    configs.put("controller.listener.names", "CONTROLLER");
    configs.putIfAbsent("inter.broker.listener.name", "PLAINTEXT");
    String listeners = configs.get("listeners");
    configs.putIfAbsent("advertised.listeners", listeners);
    configs.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + controller);
    configs.merge(PROTOCOLS, "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT", ApacheKafka::joined);
    configs.putIfAbsent("offsets.topic.replication.factor", "1");
    configs.putIfAbsent("transaction.state.log.replication.factor", "1");
    configs.putIfAbsent("transaction.state.log.min.isr", "1");
    return settings.withConfigs(configs);
  }

  private static String joined(String protocols, String base) {
    return protocols.contains("PLAINTEXT:PLAINTEXT,")
        ? protocols + ",CONTROLLER:PLAINTEXT"
        : protocols + "," + base;
  }

  private void format(String java, Path properties) throws IOException {
    Command format =
        Command.run(
            "",
            List.of(
                java,
                "-cp",
                classPath(),
                "kafka.tools.StorageTool",
                "format",
                "-t",
                CLUSTER_ID,
                "-c",
                properties.toString()));
    if (format.exitCode() != 0) {
      throw new IOException("Kafka's format failed: " + format.output() + format.errors());
    }
  }

  private String classPath() {
    return jars.resolve("*").toString();
  }
}
