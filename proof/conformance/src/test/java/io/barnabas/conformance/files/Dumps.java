package io.barnabas.conformance.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.ClassPath;
import io.barnabas.conformance.broker.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the tools that print segment files. */
final class Dumps {
  private static final Path KAFKA_JARS = Path.of("target", "kafka-tools", "*");

  private Dumps() {}

  /** By Apache Kafka's tool. */
  static Command byKafka(List<Path> files, String... options) throws IOException {
    return dump(KAFKA_JARS.toString(), "org.apache.kafka.tools.DumpLogSegments", files, options);
  }

  /** Runs a main class of Apache Kafka's tools to its end. */
  static Command kafkaTool(String mainClass, List<String> arguments) throws IOException {
    return Command.java(KAFKA_JARS.toString(), mainClass, arguments);
  }

  /** By bin/kafka-dump-log.sh's class. */
  static Command byBarnabas(List<Path> files, String... options) throws IOException {
    return dump(ClassPath.ofBroker(), "io.barnabas.cli.dump.DumpLogCommand", files, options);
  }

  /** The files of a partition's folder with one of the suffixes, by name. */
  static List<Path> files(Path partition, String... suffixes) throws IOException {
    try (Stream<Path> files = Files.list(partition)) {
      return files
          .filter(file -> Stream.of(suffixes).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  private static Command dump(
      String classPath, String mainClass, List<Path> files, String... options) throws IOException {
    assertThat(files).isNotEmpty();
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--files");
    arguments.add(files.stream().map(Path::toString).collect(Collectors.joining(",")));
    Command dump = Command.java(classPath, mainClass, arguments);
    assertThat(dump.exitCode()).as(dump.errors()).isZero();
    return dump;
  }
}
