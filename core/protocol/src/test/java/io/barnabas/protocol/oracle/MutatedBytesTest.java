package io.barnabas.protocol.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.barnabas.protocol.MalformedMessageException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged bytes of every message and version are refused with one exception, and cheaply. */
class MutatedBytesTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What a failure may cost apart from the input's size: the exception, lists begun. */
  private static final long FIXED_BYTES = 200_000;

  private static final long BYTES_PER_INPUT_BYTE = 500;
  private static final int ROUNDS = 20;

  static List<Peer> peers() throws Exception {
    return CodecOracleTest.peersOfTheNewerRelease();
  }

  @ParameterizedTest
  @MethodSource("peers")
  void truncatedMutatedAndRandomBytesAreReadOrRefused(Peer peer) throws Exception {
    Random random = new Random(peer.schema().name().hashCode());
    for (short version : peer.schema().versions()) {
      var tree = new TreeGenerator(peer.schema(), version, Style.MAX, random).message();
      byte[] valid = Peer.encode(peer.toOurs(tree), version);
      for (int round = 0; round < ROUNDS; round++) {
        readOrRefuse(peer, version, Arrays.copyOf(valid, random.nextInt(valid.length + 1)));
        readOrRefuse(peer, version, mutated(valid, random));
        readOrRefuse(peer, version, randomBytes(random));
      }
    }
  }

  private static byte[] mutated(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    for (int left = 1 + random.nextInt(4); left > 0 && bytes.length > 0; left--) {
      byte[] nasty = {0, 1, -1, 0x7f, (byte) 0x80, (byte) random.nextInt()};
      bytes[random.nextInt(bytes.length)] = nasty[random.nextInt(nasty.length)];
    }
    return bytes;
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void readOrRefuse(Peer peer, short version, byte[] bytes) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      peer.decode(ByteBuffer.wrap(bytes), version);
    } catch (MalformedMessageException e) {
      assertThat(e).hasNoCause();
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(FIXED_BYTES + BYTES_PER_INPUT_BYTE * bytes.length);
  }
}
