package io.barnabas.conformance.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The broker of this house, as the build has left it. */
record Barnabas() implements Make {
  /** A small machine would have one, and nothing would go from shard to shard. */
  private static final int SHARDS = 2;

  @Override
  public List<String> prepare(BrokerSettings settings, String java, List<String> commonOptions)
      throws IOException {
    Path properties = settings.folder().resolve("broker.properties");
    Files.writeString(properties, settings.properties());
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(commonOptions);
    command.addAll(settings.jvmOptions());
    command.addAll(List.of("-cp", ClassPath.ofBroker(), "io.barnabas.broker.Main"));
    command.add(properties.toString());
    command.addAll(List.of("--override", "num.network.threads=" + SHARDS));
    return command;
  }
}
