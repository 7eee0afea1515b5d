package io.barnabas.conformance.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--deep-iteration --print-data-log",
        "--print-data-log --skip-record-metadata",
        "--deep-iteration",
        "--max-bytes 700",
        "--max-message-size 100000",
        "--value-decoder-class org.apache.kafka.tools.api.StringDecoder",
        "--verify-index-only",
        "--index-sanity-check"
      })
  void bothToolsPrintTheSame(String options) throws IOException {
    List<Path> files = Dumps.files(PARTITION, ".log", ".index", ".timeindex", ".snapshot");
    assertBothPrintTheSame(files, options.split(" "));
  }

  @Test
  void abortedTransactionsArePrintedTheSame(@TempDir Path folder) throws IOException {
    ByteBuffer entries = ByteBuffer.allocate(2 * 34);
    entries.putShort((short) 0).putLong(7).putLong(10).putLong(20).putLong(12);
    entries.putShort((short) 0).putLong(8).putLong(15).putLong(25).putLong(30);
    Path index = Files.write(folder.resolve("00000000000000000003.txnindex"), entries.array());
    assertBothPrintTheSame(List.of(index));
  }

  private static void assertBothPrintTheSame(List<Path> files, String... options)
      throws IOException {
    assertThat(Dumps.byBarnabas(files, options).output())
        .isEqualTo(Dumps.byKafka(files, options).output());
  }
}
