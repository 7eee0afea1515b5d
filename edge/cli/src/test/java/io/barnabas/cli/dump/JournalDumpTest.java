package io.barnabas.cli.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.cli.ToolRun;
import io.barnabas.environment.real.DiskThreads;
import io.barnabas.environment.real.NioVolume;
import io.barnabas.environment.real.ThreadShard;
import io.barnabas.log.journal.Journal;
import io.barnabas.log.journal.JournalKey;
import io.barnabas.log.journal.JournalSpan;
import io.barnabas.log.journal.JournalTerms;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal with three commits, written by the one the broker has. */
class JournalDumpTest {
  private static final JournalKey KEY = new JournalKey(new Uuid(1, 2), "orders", 3);

  /** Behind the headers of the commit and of its entry, and the topic's name. */
  private static final int BATCHES_AT = 32 + 75 + 6;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeJournal() throws IOException {
    try (DiskThreads disks = new DiskThreads(new NioVolume(), 1);
        ThreadShard shard = new ThreadShard(0, disks)) {
      Journal journal = on(shard, () -> Journal.open(shard, folder, new JournalTerms(1 << 20, 2)));
      for (int offset = 5; offset < 8; offset++) {
        ByteBuffer batch = batch(offset);
        long base = offset;
        on(
            shard,
            () ->
                journal.append(
                    shard, KEY, new JournalSpan(0, base, base + 1, base, 0), List.of(batch)));
      }
    }
    file = folder.resolve("1.journal");
  }

  private static <T> T on(ThreadShard shard, Supplier<CompletionStage<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    shard.execute(
        () ->
            work.get()
                .whenComplete(
                    (result, failure) -> {
                      if (failure == null) {
                        done.complete(result);
                      } else {
                        done.completeExceptionally(failure);
                      }
                    }));
    return done.join();
  }

  private static ByteBuffer batch(long offset) {
    ByteBuffer batch =
        new RecordBatchBuilder().add(100, null, ByteBuffer.wrap("value".getBytes(UTF_8))).build();
    RecordBatch.at(batch, 0).assignOffset(offset);
    return batch;
  }

  private ToolRun dump(String... options) {
    String[] all = new String[options.length + 2];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = "--files";
    all[options.length + 1] = file.toString();
    return ToolRun.of(DumpLogCommand::new, all);
  }

  private static String entry(int position, int offset) {
    return ("position: %d partition: orders-3 topicId: %s segment: 0 baseOffset: %d lastOffset: %d"
            + " size: %d crc: ")
        .formatted(position, KEY.topicId(), offset, offset, batch(offset).remaining());
  }

  @Test
  void the_entries_and_the_end_are_shown() {
    ToolRun run = dump();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().map(line -> line.replaceAll("crc: .*", "crc: ")))
        .containsExactly(
            "Dumping " + file,
            "Journal sequence: 1, the file before ends at position: 0",
            entry(4096 + BATCHES_AT, 5),
            entry(8192 + BATCHES_AT, 6),
            entry(12288 + BATCHES_AT, 7),
            "End at position: 16384, where no commit of this file begins");
    assertThat(run.out()).doesNotContain("isvalid: false");
  }

  @Test
  void the_records_are_shown_when_asked_for() {
    assertThat(dump("--print-data-log").out())
        .contains("baseOffset: 6 lastOffset: 6 count: 1")
        .contains("| offset: 7 CreateTime: 100 keySize: -1 valueSize: 5");
  }

  @Test
  void damage_before_a_later_commit_is_told_with_its_position() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[8192 + BATCHES_AT + 40] = 77;
    Files.write(file, bytes);
    ToolRun run = dump();
    assertThat(run.out().lines().filter(line -> line.endsWith("isvalid: false")))
        .singleElement()
        .asString()
        .startsWith(entry(8192 + BATCHES_AT, 6));
    assertThat(run.err().lines())
        .containsExactly(file + ": what is at position " + (8192 + 32) + " is damaged");
    assertThat(run.out()).contains(entry(12288 + BATCHES_AT, 7), "End at position: 16384");
  }

  @Test
  void a_torn_commit_is_the_end() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[12288 + BATCHES_AT + 40] = 77;
    Files.write(file, bytes);
    ToolRun run = dump();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("End at position: 12288").doesNotContain("lastOffset: 7");
  }

  @Test
  void a_file_without_a_header_is_empty() throws IOException {
    Files.write(file, new byte[8192]);
    assertThat(dump().out()).contains("Nothing is in this file: it has no header.");
  }
}
