package io.barnabas.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.FileSlice;
import io.barnabas.environment.simulated.SimulatedWorld;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TailMemoryTest {
  private static final int BLOCK = TailMemory.BLOCK_BYTES;
  private static final Path DATA = Path.of("/data");

  private final SimulatedWorld world = new SimulatedWorld(3);
  private final TailMemory memory = new TailMemory(8L * BLOCK);
  private int asked;

  private Segment segment(long baseOffset) {
    return new Segment(new SegmentPaths(DATA, baseOffset), 0, SegmentIndex.empty(baseOffset));
  }

  private SegmentTail tail(Segment segment) {
    SegmentTail tail = new SegmentTail(memory, segment, 0, () -> asked++);
    segment.keepTail(tail);
    return tail;
  }

  private static ByteBuffer bytes(int size, int first) {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    for (int i = 0; i < size; i++) {
      bytes.put(i, (byte) (first + i));
    }
    return bytes;
  }

  @Test
  void aTailGivesBackWhatWasPutIn() {
    SegmentTail tail = tail(segment(0));
    tail.append(List.of(bytes(BLOCK - 3, 0), bytes(10, 100), bytes(BLOCK, 7)));
    ByteBuffer found = ByteBuffer.allocate(10);
    tail.read(BLOCK - 3, found);
    assertThat(found.array()).isEqualTo(bytes(10, 100).array());
    assertThat(tail.end()).isEqualTo(2L * BLOCK + 7);
  }

  @Test
  void whatIsInTheFileMakesRoom() {
    Segment segment = segment(0);
    SegmentTail tail = tail(segment);
    tail.append(List.of(bytes(7 * BLOCK, 0)));
    CompletableFuture<Void> waiting = memory.reserve(2L * BLOCK).toCompletableFuture();
    assertThat(waiting).isNotDone();
    assertThat(asked).isEqualTo(1);

    segment.noteWritten(7L * BLOCK);
    segment.noteInFile(7L * BLOCK);
    memory.noteInFile(tail);

    assertThat(waiting).isDone();
    assertThat(memory.usedBytes()).isZero();
  }

  @Test
  void readersKeepTheirMemoryAndOthersItsShare() throws IOException {
    Segment segment = segment(0);
    SegmentTail tail = tail(segment);
    tail.append(List.of(bytes(4 * BLOCK, 0)));
    var shard = world.start(world.newVolume(DATA), 1).shards().getFirst();
    FileSlice lent = tail.lend(shard, 5, 2 * BLOCK - 10);
    assertThat(lent).isNotNull();
    assertThat(tail.lend(shard, 5, 10)).as("more than a quarter").isNull();

    tail.free();
    assertThat(memory.usedBytes()).isEqualTo(2L * BLOCK);
    ByteBuffer read = ByteBuffer.allocate(20);
    lent.file().read(read, BLOCK);
    assertThat(read.array()).isEqualTo(bytes(20, BLOCK).array());
    lent.file().close();
    world.runFor(1_000_000_000L);

    assertThat(memory.usedBytes()).isZero();
  }

  @Test
  void whatIsLargerThanHalfOfTheMemoryIsTakenAllTheSame() {
    assertThat(memory.reserve(100L * BLOCK).toCompletableFuture()).isDone();
  }
}
