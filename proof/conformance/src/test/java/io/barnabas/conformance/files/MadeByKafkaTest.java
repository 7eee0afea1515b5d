package io.barnabas.conformance.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our dump tool on files that Apache Kafka wrote; its folder's README says how. */
class MadeByKafkaTest {
  private static final Path PARTITION =
      Path.of("src", "test", "resources", "made-by-kafka-4.3.1", "made-by-kafka-0");

  @Test
  void kafkasFilesAreReadToTheLastRecord() throws IOException {
    String dump =
        Dumps.byBarnabas(Dumps.files(PARTITION, ".log"), "--deep-iteration", "--print-data-log")
            .output();

    assertThat(dump.lines().filter(line -> line.startsWith("| offset: ")))
        .hasSize(40)
        .last()
        .asString()
        .contains("headerKeys: [trace] key: key8 payload: zstd value 8");
    assertThat(dump).contains("gzip value 1", "snappy value 1", "lz4 value 1");
  }

  @Test
  void bothToolsPrintTheSame() throws IOException {
    List<Path> files = Dumps.files(PARTITION, ".log", ".index", ".timeindex", ".snapshot");

    assertThat(Dumps.byBarnabas(files, "--deep-iteration", "--print-data-log").output())
        .isEqualTo(Dumps.byKafka(files, "--deep-iteration", "--print-data-log").output());
  }
}
