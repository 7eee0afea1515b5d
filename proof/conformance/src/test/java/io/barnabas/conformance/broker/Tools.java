package io.barnabas.conformance.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs command-line tools as processes. */
public final class Tools {
  private static final Path KAFKA_JARS = Path.of("target", "kafka-tools", "*");

  private Tools() {}

  /** Runs a main class of Apache Kafka's tools to its end. */
  public static Command ofKafka(String mainClass, List<String> arguments) throws IOException {
    return Command.java(KAFKA_JARS.toString(), mainClass, arguments);
  }

  /** Runs a main class of ours to its end. */
  public static Command ofBarnabas(String mainClass, List<String> arguments) throws IOException {
    return Command.java(ClassPath.ofBroker(), mainClass, arguments);
  }
}
