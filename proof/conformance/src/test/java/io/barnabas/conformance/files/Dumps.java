package io.barnabas.conformance.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Command;
import io.barnabas.conformance.broker.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the tools that print segment files. */
final class Dumps {
  private Dumps() {}

  /** By Apache Kafka's tool. */
  static Command byKafka(List<Path> files, String... options) throws IOException {
    return succeeded(
        Tools.ofKafka("org.apache.kafka.tools.DumpLogSegments", arguments(files, options)));
  }

  /** By bin/kafka-dump-log.sh's class. */
  static Command byBarnabas(List<Path> files, String... options) throws IOException {
    return succeeded(
        Tools.ofBarnabas("io.barnabas.cli.dump.DumpLogCommand", arguments(files, options)));
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

  private static List<String> arguments(List<Path> files, String... options) {
    assertThat(files).isNotEmpty();
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--files");
    arguments.add(files.stream().map(Path::toString).collect(Collectors.joining(",")));
    return arguments;
  }

  private static Command succeeded(Command dump) {
    assertThat(dump.exitCode()).as(dump.errors()).isZero();
    return dump;
  }
}
