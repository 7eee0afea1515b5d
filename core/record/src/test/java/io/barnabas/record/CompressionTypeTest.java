package io.barnabas.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.record.InvalidBatchException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.xerial.snappy.Snappy;

class CompressionTypeTest {
  private static final int BOUND = 1 << 20;

  @Provide
  Arbitrary<CompressionType> codecs() {
    return Arbitraries.of(CompressionType.class).filter(type -> type != CompressionType.NONE);
  }

  private static ByteBuffer compress(CompressionType type, ByteBuffer plain) {
    GrowingBuffer out = new GrowingBuffer(0, GrowingBuffer.UNBOUNDED);
    type.compress(plain, type.defaultLevel(), out);
    return out.written();
  }

  @Property(tries = 200)
  void whatIsCompressedComesBack(
      @ForAll CompressionType type,
      @ForAll byte[] pattern,
      @ForAll @IntRange(max = 300) int times) {
    byte[] plain = new byte[pattern.length * times];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = pattern[i % pattern.length];
    }
    ByteBuffer packed = compress(type, direct(ByteBuffer.wrap(plain)));
    ByteBuffer expected = ByteBuffer.wrap(plain);
    assertThat(type.decompress(packed, plain.length)).isEqualTo(expected);
    assertThat(type.decompress(direct(packed), plain.length)).isEqualTo(expected);
    assertThat(type.decompress(packed.asReadOnlyBuffer(), plain.length)).isEqualTo(expected);
  }

  private static ByteBuffer direct(ByteBuffer bytes) {
    int size = bytes.remaining();
    return ByteBuffer.allocateDirect(size + 3).position(3).put(bytes.duplicate()).position(3);
  }

  @Property
  void garbageIsRefused(@ForAll("codecs") CompressionType type, @ForAll byte[] garbage) {
    expandOrRefuse(type, ByteBuffer.wrap(garbage));
  }

  @Property
  void mutatedDataIsDecompressedOrRefused(
      @ForAll("codecs") CompressionType type,
      @ForAll @IntRange(max = 100_000) int size,
      @ForAll List<@IntRange(max = 1_000_000) Integer> flips) {
    ByteBuffer packed = compress(type, ByteBuffer.allocate(size));
    for (int flip : flips) {
      int index = flip / 8 % packed.limit();
      packed.put(index, (byte) (packed.get(index) ^ 1 << flip % 8));
    }
    expandOrRefuse(type, packed);
  }

  private static void expandOrRefuse(CompressionType type, ByteBuffer packed) {
    try {
      assertThat(type.decompress(packed, BOUND).limit()).isLessThanOrEqualTo(BOUND);
    } catch (InvalidBatchException e) {
      assertThat(e.reason()).isIn(Reason.CORRUPT_MESSAGE, Reason.MESSAGE_TOO_LARGE);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void aBombIsRefusedAtTheBound(CompressionType type) {
    ByteBuffer bomb = compress(type, ByteBuffer.allocate(20 * BOUND));
    assertThat(bomb.limit()).isLessThan(BOUND);
    assertRefused(() -> type.decompress(bomb, BOUND), Reason.MESSAGE_TOO_LARGE);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void dataThatIsCutOffIsRefused(CompressionType type) {
    ByteBuffer packed = compress(type, ByteBuffer.wrap("some bytes".getBytes(UTF_8)));
    assertRefused(
        () -> type.decompress(packed.limit(packed.limit() - 6), BOUND), Reason.CORRUPT_MESSAGE);
  }

  @Test
  void aBareSnappyBlockIsRead() throws Exception {
    byte[] plain = new byte[1000];
    ByteBuffer packed = ByteBuffer.wrap(Snappy.compress(plain));
    assertThat(CompressionType.SNAPPY.decompress(packed, BOUND)).isEqualTo(ByteBuffer.wrap(plain));
  }

  @Test
  void aSnappyBlockThatClaimsMoreThanItCanHoldIsRefusedBeforeMemoryIsTaken() {
    ByteBuffer claim = ByteBuffer.wrap(new byte[] {-1, -1, -1, -1, 7, 0, 0});
    assertRefused(() -> CompressionType.SNAPPY.decompress(claim, BOUND), Reason.CORRUPT_MESSAGE);
  }

  @Test
  void lz4FramesWithEveryOptionOfIndependentBlocksAreRead() throws Exception {
    byte[] plain = new byte[200_000];
    for (int i = 0; i < plain.length; i += 1 + i % 7) {
      plain[i] = (byte) (i * i);
    }
    for (BLOCKSIZE blockSize : BLOCKSIZE.values()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (OutputStream frame =
          new LZ4FrameOutputStream(
              out,
              blockSize,
              plain.length,
              Bits.BLOCK_INDEPENDENCE,
              Bits.BLOCK_CHECKSUM,
              Bits.CONTENT_SIZE,
              Bits.CONTENT_CHECKSUM)) {
        frame.write(plain);
      }
      ByteBuffer packed = ByteBuffer.wrap(out.toByteArray());
      assertThat(CompressionType.LZ4.decompress(packed, BOUND)).isEqualTo(ByteBuffer.wrap(plain));
      int inBlockChecksum = packed.limit() - 9;
      packed.put(inBlockChecksum, (byte) ~packed.get(inBlockChecksum));
      assertRefused(() -> CompressionType.LZ4.decompress(packed, BOUND), Reason.CORRUPT_MESSAGE);
    }
  }

  @Test
  void everyBitFlippedInAnLz4HeaderIsDetected() {
    ByteBuffer packed = compress(CompressionType.LZ4, ByteBuffer.allocate(100));
    for (int bit = 0; bit < 7 * 8; bit++) {
      byte before = packed.get(bit / 8);
      packed.put(bit / 8, (byte) (before ^ 1 << (bit % 8)));
      assertRefused(() -> CompressionType.LZ4.decompress(packed, BOUND), Reason.CORRUPT_MESSAGE);
      packed.put(bit / 8, before);
    }
  }

  @Test
  void idsAndNamesAreKafkas() {
    for (CompressionType type : CompressionType.values()) {
      assertThat(CompressionType.ofId(type.id())).isEqualTo(type);
      assertThat(CompressionType.ofName(type.configName())).isEqualTo(type);
      assertThat(org.apache.kafka.common.record.internal.CompressionType.forId(type.id()).name)
          .isEqualTo(type.configName());
      assertThat(type.isLevelValid(type.defaultLevel())).isTrue();
      assertThat(type.isLevelValid(23)).isFalse();
    }
    assertRefused(() -> CompressionType.ofId(5), Reason.UNSUPPORTED_COMPRESSION_TYPE);
    assertRefused(() -> CompressionType.ofId(-1), Reason.UNSUPPORTED_COMPRESSION_TYPE);
    assertThatThrownBy(() -> CompressionType.ofName("brotli"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("brotli");
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidBatchException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
