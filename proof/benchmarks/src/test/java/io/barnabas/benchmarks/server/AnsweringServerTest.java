package io.barnabas.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.load.ProduceWorkload;
import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.benchmarks.wire.ProduceAnswer;
import io.barnabas.benchmarks.wire.ProduceFrame;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnsweringServerTest {
  private static final int ENOUGH = 1_000;
  private static final Batch BATCH = Batch.of(1, 100, 0);

  @Test
  void takesAllThatIsAskedAndAnswers() throws IOException {
    ProduceFrame frame = ProduceFrame.of(Uuid.ZERO, List.of(0), BATCH);
    ProduceWorkload workload = new ProduceWorkload(List.of(frame), 1, false);
    AtomicLong takenBytes = new AtomicLong();
    try (AnsweringServer server =
            AnsweringServer.start(
                ProduceAnswer.ofOnePartition(),
                frames -> takenBytes.addAndGet(frames.remaining()));
        LoadGenerator generator = LoadGenerator.towards(server.address())) {
      generator.connect(workload, 20);
      generator.run(TimeUnit.SECONDS.toNanos(60), () -> workload.acknowledged() >= ENOUGH);
      generator.drain();
    }
    assertThat(workload.acknowledged()).isGreaterThanOrEqualTo(ENOUGH);
    assertThat(takenBytes.get() % workload.acknowledged()).isZero();
    assertThat(takenBytes.get() / workload.acknowledged()).isGreaterThan(BATCH.sizeInBytes());
  }
}
