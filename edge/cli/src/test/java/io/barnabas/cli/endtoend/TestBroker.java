package io.barnabas.cli.endtoend;

import io.barnabas.broker.BrokerProcess;
import io.barnabas.cli.Tool;
import io.barnabas.cli.ToolRun;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.HostDefaults;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A broker in this process, on a port of its own, with tools that know where it is. */
public final class TestBroker implements AutoCloseable {
  private final BrokerProcess process;
  private final String server;

  private TestBroker(BrokerProcess process) {
    this.process = process;
    this.server = "127.0.0.1:" + process.addresses().getFirst().getPort();
  }

  public static TestBroker start(Path folder) {
    Map<String, String> properties =
        Map.of(
            "listeners", "PLAINTEXT://127.0.0.1:0",
            "log.dirs", folder.toString(),
            "group.initial.rebalance.delay.ms", "0");
    HostDefaults defaults = new HostDefaults(1, folder.toString());
    return new TestBroker(BrokerProcess.start(BrokerConfig.parse(properties, defaults)));
  }

  /** Where it listens. */
  public String server() {
    return server;
  }

  /** Runs a tool against the broker; the arguments are separated by spaces. */
  ToolRun run(Tool.ToolFactory tool, String arguments) {
    return runWithInput("", tool, arguments);
  }

  ToolRun runWithInput(String input, Tool.ToolFactory tool, String arguments) {
    String[] all =
        Stream.concat(Stream.of("--bootstrap-server", server), Stream.of(arguments.split(" ")))
            .toArray(String[]::new);
    return ToolRun.withInput(input, tool, all);
  }

  @Override
  public void close() {
    process.stop();
  }
}
