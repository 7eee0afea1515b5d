package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.load.ProduceWorkload;
import io.barnabas.benchmarks.server.BrokerProcess;
import io.barnabas.benchmarks.wire.AdminConnection;
import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.benchmarks.wire.ProduceFrame;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Fills a new topic with batches of 160 × 100 B, its partitions in turn.
 *
 * @param topic the topic's name
 * @param bytes how much; each partition gets a batch at least
 */
record Filling(String topic, int partitions, long bytes) {
  private static final int RECORDS_PER_BATCH = 160;
  private static final int IN_FLIGHT = 6;

  /** As little as Linux lets go unwritten before it slows writers down. */
  private static final long WRITE_BACK_BYTES = 1_000_000_000;

  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(15);

  /**
   * What is in the topic now.
   *
   * @param createdSeconds from the request for the topic until all its partitions took requests
   */
  record Filled(Uuid topicId, Batch batch, long batches, double createdSeconds) {
    long records() {
      return batches * batch.recordCount();
    }

    long bytes() {
      return batches * batch.sizeInBytes();
    }
  }

  /** Does it, with pauses in which the disk catches up. */
  Filled into(BrokerProcess broker, Path data) throws IOException {
    Batch batch = Batch.of(RECORDS_PER_BATCH, ProduceRow.VALUE_BYTES, System.currentTimeMillis());
    try (AdminConnection admin = AdminConnection.open(broker.address());
        LoadGenerator generator = LoadGenerator.towards(broker.address())) {
      long creating = System.nanoTime();
      Uuid id = admin.createTopic(topic, partitions);
      admin.awaitReady(topic, partitions);
      double createdSeconds = (System.nanoTime() - creating) / 1e9;
      List<ProduceFrame> frames =
          IntStream.range(0, partitions)
              .mapToObj(partition -> ProduceFrame.of(id, List.of(partition), batch))
              .toList();
      ProduceWorkload workload = new ProduceWorkload(frames, 1, false);
      generator.connect(workload, IN_FLIGHT);
      long batches = Math.max(partitions, bytes / batch.sizeInBytes());
      while (workload.acknowledged() < batches) {
        long piece = workload.acknowledged() + WRITE_BACK_BYTES / batch.sizeInBytes();
        long enough = Math.min(batches, piece);
        generator.run(LIMIT_NANOS, () -> workload.acknowledged() >= enough);
        generator.drain();
        if (bytes > WRITE_BACK_BYTES) {
          BrokerProcess.writeBackDirtyPages(data);
        }
      }
      return new Filled(id, batch, workload.acknowledged(), createdSeconds);
    }
  }
}
