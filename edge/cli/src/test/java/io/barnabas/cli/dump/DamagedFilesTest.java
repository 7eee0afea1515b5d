package io.barnabas.cli.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.cli.ToolRun;
import io.barnabas.record.CompressionType;
import io.barnabas.record.EndTransactionMarker;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import io.barnabas.record.RecordHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever bytes a file has: the tool ends by itself, and never with an exception. */
class DamagedFilesTest {
  private static final String BASE = "00000000000000000000";
  private static final List<String> OPTIONS =
      List.of(
          "",
          "--deep-iteration",
          "--print-data-log",
          "--print-data-log --skip-record-metadata",
          "--cluster-metadata-decoder",
          "--offsets-decoder",
          "--transaction-log-decoder",
          "--share-group-state-decoder",
          "--value-decoder-class LongDecoder",
          "--verify-index-only",
          "--index-sanity-check");
  private static final List<String> NAMES =
      List.of(
          BASE + ".log",
          BASE + "-0000000001.checkpoint",
          BASE + ".index",
          BASE + ".timeindex",
          BASE + ".txnindex",
          BASE + ".snapshot",
          "leader-epoch-checkpoint",
          "partition.metadata",
          "meta.properties",
          "1.journal",
          "replication-offset-checkpoint");

  private Path folder = Path.of("");

  @BeforeProperty
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("damaged");
    Files.write(folder.resolve(BASE + ".log"), log());
  }

  @AfterProperty
  void removeFolder() throws IOException {
    for (String name : NAMES) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }

  private static byte[] log() {
    ByteBuffer whole = ByteBuffer.allocate(1 << 16);
    for (CompressionType codec : CompressionType.values()) {
      ByteBuffer batch =
          new RecordBatchBuilder(codec, codec.defaultLevel())
              .add(100, text("key"), text("value"), List.of(new RecordHeader("h", text("1"))))
              .add(101, null, text("a".repeat(50)))
              .build();
      RecordBatch.at(batch, 0).assignOffset(2L * codec.id());
      whole.put(batch);
    }
    whole.put(new EndTransactionMarker(true, 1).toBatch(1, (short) 0, 5));
    return Arrays.copyOf(whole.array(), whole.position());
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  @Property(tries = 300)
  void a_log_with_some_bytes_changed(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = log();
    for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    if (random.nextInt(4) == 0) {
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    Path log = Files.write(folder.resolve(BASE + ".log"), bytes);
    assertEndsWell(log, OPTIONS.get(random.nextInt(OPTIONS.size())));
  }

  @Property(tries = 500)
  void a_file_of_any_kind_with_any_bytes(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      bytes = "0\n2\na 0 1\nb".getBytes(UTF_8);
    }
    Path file = Files.write(folder.resolve(NAMES.get(1 + random.nextInt(NAMES.size() - 1))), bytes);
    assertEndsWell(file, OPTIONS.get(random.nextInt(OPTIONS.size())));
  }

  private static void assertEndsWell(Path file, String options) {
    List<String> arguments = new ArrayList<>(List.of("--files", file.toString()));
    if (!options.isEmpty()) {
      arguments.addAll(List.of(options.split(" ")));
    }
    ToolRun run = ToolRun.of(DumpLogCommand::new, arguments.toArray(String[]::new));
    assertThat(run.out()).startsWith("Dumping " + file);
    assertThat(run.out() + run.err()).doesNotContain("Exception", "\tat ");
    if (run.exitCode() != 0) {
      assertThat(run.err()).contains(file.getFileName().toString());
    }
  }
}
