package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.load.ProduceWorkload;
import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.server.AnsweringServer;
import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.benchmarks.wire.ProduceAnswer;
import io.barnabas.benchmarks.wire.ProduceFrame;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The load of a produce row on a server that only answers, while the broker rests.
 *
 * @param shape how the load looks; one batch a request
 * @param writes whether the server writes what it gets to a file before it answers
 */
record CeilingRow(String name, Metric metric, ProduceRow.Shape shape, boolean writes)
    implements Row {
  @Override
  public void measure(Session session) throws IOException {
    if (!writes) {
      measure(session, _ -> {});
      return;
    }
    Path path = Files.createTempFile(session.data(), "ceiling", ".log");
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      measure(session, frames -> write(file, frames));
    } finally {
      Files.delete(path);
    }
  }

  private static void write(FileChannel file, ByteBuffer frames) throws IOException {
    while (frames.hasRemaining()) {
      file.write(frames);
    }
  }

  private void measure(Session session, AnsweringServer.Taker taker) throws IOException {
    try (AnsweringServer server = AnsweringServer.start(ProduceAnswer.ofOnePartition(), taker);
        LoadGenerator generator = LoadGenerator.towards(server.address())) {
      List<ProduceWorkload> workloads = new ArrayList<>();
      Batch batch = Batch.of(shape.recordsPerBatch(), shape.valueBytes(), 0);
      for (int i = 0; i < shape.connections(); i++) {
        List<ProduceFrame> frames =
            shape.requests(i).stream()
                .map(partitions -> ProduceFrame.of(Uuid.ZERO, partitions, batch))
                .toList();
        ProduceWorkload workload = new ProduceWorkload(frames, 1, false);
        workloads.add(workload);
        generator.connect(workload, shape.inFlight());
      }
      Session.Measurement window =
          session.measure(
              name,
              generator,
              () -> workloads.stream().mapToLong(ProduceWorkload::acknowledged).sum(),
              ProduceRow.MAX_BYTES / batch.sizeInBytes());
      session.record(metric, window.perSecond() * shape.recordsPerBatch());
    }
  }
}
