package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FrameReaderTest {
  private static final int MAX_FRAME_BYTES = 1 << 20;

  private final RequestMemory process = new RequestMemory(1 << 30);
  private final ConnectionMemory account = new ConnectionMemory(process);
  private final FrameReader reader = new FrameReader(account, MAX_FRAME_BYTES);
  private final List<FrameMemory> lent = new ArrayList<>();
  private final List<byte[]> received = new ArrayList<>();

  @Property(tries = 50)
  void framesComeOutAsTheyWentInHoweverTheyAreCut(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int frames,
      @ForAll @IntRange(min = 200, max = 50_000) int maxRead)
      throws InvalidFrameException {
    received.clear();
    lent.clear();
    Random random = new Random(seed);
    List<byte[]> sent = randomFrames(random, frames);
    ByteBuffer wire = onTheWire(sent);
    while (wire.hasRemaining()) {
      arrive(wire, 1 + random.nextInt(maxRead));
    }
    assertThat(received).hasSameSizeAs(sent);
    for (int i = 0; i < frames; i++) {
      assertThat(received.get(i)).isEqualTo(sent.get(i));
    }
    lent.forEach(FrameMemory::release);
    assertThat(process.usedBytes()).isZero();
  }

  private static List<byte[]> randomFrames(Random random, int count) {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] frame = new byte[random.nextInt(1 << random.nextInt(1, 17))];
      random.nextBytes(frame);
      frames.add(frame);
    }
    return frames;
  }

  private static ByteBuffer onTheWire(List<byte[]> frames) {
    ByteBuffer wire = ByteBuffer.allocate(frames.stream().mapToInt(f -> 4 + f.length).sum());
    frames.forEach(frame -> wire.putInt(frame.length).put(frame));
    return wire.flip();
  }

  /** One read of the socket, which brings at most so many bytes. */
  private void arrive(ByteBuffer wire, int atMost) throws InvalidFrameException {
    ByteBuf target = reader.target(PooledByteBufAllocator.DEFAULT);
    int attempted = target.writableBytes();
    assertThat(attempted).isPositive();
    int length = Math.min(Math.min(atMost, attempted), wire.remaining());
    target.writeBytes(wire.slice(wire.position(), length));
    wire.position(wire.position() + length);
    target.release();
    reader.readSize().record(attempted, length);
    takeFrames();
  }

  private void takeFrames() throws InvalidFrameException {
    ByteBuffer frame = reader.nextFrame();
    while (frame != null) {
      byte[] copy = new byte[frame.remaining()];
      frame.duplicate().get(copy);
      received.add(copy);
      lent.add(reader.memory());
      frame = reader.nextFrame();
    }
    reader.releaseUnused();
  }

  @Example
  void memoryGrowsWithWhatArrivesAndNotWithWhatIsClaimed() throws InvalidFrameException {
    int claimed = MAX_FRAME_BYTES;
    ByteBuffer wire = ByteBuffer.allocate(4 + claimed).putInt(0, claimed);
    int arrived = 0;
    while (wire.hasRemaining()) {
      arrive(wire, 1000);
      arrived += 1000;
      assertThat(account.heldBytes()).isLessThanOrEqualTo(4L * arrived + ReadSize.MAX_BYTES);
    }
    assertThat(received).hasSize(1);
    lent.forEach(FrameMemory::release);
  }

  @Example
  void anAnsweredRequestsMemoryComesBackWhileItsNeighbourIsOpen() throws InvalidFrameException {
    ByteBuffer wire = onTheWire(List.of(new byte[3000], new byte[100_000]));
    while (wire.hasRemaining()) {
      arrive(wire, 4096);
    }
    long both = account.heldBytes();
    lent.removeFirst().release();
    assertThat(account.heldBytes()).isLessThan(both);
    lent.removeFirst().release();
    assertThat(account.heldBytes()).isZero();
  }

  @Example
  void lengthsOutOfRangeAreRefusedWithTheClaimAndTheLimit() {
    for (int length : new int[] {-1, Integer.MIN_VALUE, MAX_FRAME_BYTES + 1, Integer.MAX_VALUE}) {
      FrameReader fresh = new FrameReader(account, MAX_FRAME_BYTES);
      ByteBuf target = fresh.target(PooledByteBufAllocator.DEFAULT);
      target.writeInt(length).release();
      assertThatThrownBy(fresh::nextFrame)
          .isInstanceOf(InvalidFrameException.class)
          .hasMessageContaining(Integer.toString(length))
          .hasMessageContaining(Integer.toString(MAX_FRAME_BYTES));
      fresh.discard();
    }
    assertThat(process.usedBytes()).isZero();
  }
}
