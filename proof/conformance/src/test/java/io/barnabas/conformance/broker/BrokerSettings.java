package io.barnabas.conformance.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a broker is started with.
 *
 * @param folder for its configuration, output and, unless overridden, data
 * @param configs names and values of server.properties
 * @param jvmOptions for its process
 * @param make whose broker it is
 */
public record BrokerSettings(
    Path folder, Map<String, String> configs, List<String> jvmOptions, Make make) {
  public static final int NODE_ID = 1;

  /** A broker on a free port of the loopback address with a heap of 256 MB. */
  public static BrokerSettings in(Path folder) {
    Map<String, String> configs = new LinkedHashMap<>();
    configs.put("node.id", Integer.toString(NODE_ID));
    configs.put("listeners", "PLAINTEXT://127.0.0.1:" + Ports.free());
    configs.put("log.dirs", folder.resolve("data").toString());
    return new BrokerSettings(folder, configs, List.of("-Xmx256m"), Make.underTest());
  }

  /**
   * The same for scenarios of consumer groups: members are heard of at once, the first generation
   * is not waited for, and short session time-outs are allowed.
   */
  public BrokerSettings forGroups() {
    return with("group.initial.rebalance.delay.ms", "0")
        .with("group.min.session.timeout.ms", "100")
        .with("group.consumer.min.heartbeat.interval.ms", "100")
        .with("group.consumer.heartbeat.interval.ms", "100")
        .with("group.consumer.min.session.timeout.ms", "200")
        .with("offsets.topic.num.partitions", "5");
  }

  public BrokerSettings with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(configs);
    changed.put(name, value);
    return withConfigs(changed);
  }

  /** The same with other configs altogether. */
  BrokerSettings withConfigs(Map<String, String> others) {
    return new BrokerSettings(folder, others, jvmOptions, make);
  }

  /** The same for a broker of another make than the one under test. */
  public BrokerSettings madeBy(Make other) {
    return new BrokerSettings(folder, configs, jvmOptions, other);
  }

  /** The same with a heap, and memory outside it, of that many megabytes each. */
  public BrokerSettings withMemory(int megabytes) {
    return new BrokerSettings(
        folder,
        configs,
        List.of("-Xmx" + megabytes + "m", "-XX:MaxDirectMemorySize=" + megabytes + "m"),
        make);
  }

  /** Where the data is; with several folders, the first. */
  public Path dataFolder() {
    return Path.of(configs.getOrDefault("log.dirs", "").split(",", -1)[0]);
  }

  /** The port of the first listener. */
  int port() {
    String listener = configs.getOrDefault("listeners", "").split(",", -1)[0];
    return Integer.parseInt(listener.substring(listener.lastIndexOf(':') + 1));
  }

  String properties() {
    return configs.entrySet().stream()
        .map(config -> config.getKey() + "=" + config.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** Makes the folder ready and gives the command that starts the broker. */
  List<String> command() throws IOException {
    return make.prepare(
        this,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
  }
}
