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
import java.util.ArrayList;
import java.util.List;

/**
 * The load of a produce row on a server that only answers, while the broker rests.
 *
 * @param shape how the load looks; one batch a request
 */
record CeilingRow(String name, Metric metric, ProduceRow.Shape shape) implements Row {
  @Override
  public void measure(Session session) throws IOException {
    try (AnsweringServer server = AnsweringServer.start(ProduceAnswer.ofOnePartition());
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
              Long.MAX_VALUE);
      session.record(metric, window.perSecond() * shape.recordsPerBatch());
    }
  }
}
