package io.barnabas.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.coordinator.runtime.RecordCodec;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OffsetKeysTest {
  private final OffsetKeys keys = new OffsetKeys();

  @Property(tries = 200)
  void everyKeyIsReadAsItIs(@ForAll("keySequences") List<OffsetCommitKey> written) {
    OffsetKeys reader = new OffsetKeys();

    List<OffsetCommitKey> read = written.stream().map(key -> reader.read(fields(key))).toList();

    assertThat(read).isEqualTo(written);
  }

  /** Few names, so that they repeat, and one is the beginning of another. */
  @Provide
  Arbitrary<List<OffsetCommitKey>> keySequences() {
    Arbitrary<String> names = Arbitraries.of("", "a", "ab", "b", "gr\u00fcn", "x".repeat(200));
    return Combinators.combine(names, names, Arbitraries.integers())
        .as(OffsetKeysTest::key)
        .list()
        .ofMaxSize(30);
  }

  @Test
  void theKeysOfACommitShareTheirNames() {
    List<OffsetCommitKey> read =
        IntStream.range(0, 3).mapToObj(it -> keys.read(fields(key("g", "t", it)))).toList();

    assertThat(read).allSatisfy(key -> assertThat(key.group()).isSameAs(read.getFirst().group()));
    assertThat(read).allSatisfy(key -> assertThat(key.topic()).isSameAs(read.getFirst().topic()));
  }

  @Test
  void memoryOutsideTheHeapIsReadToo() {
    keys.read(fields(key("g", "t", 1)));
    ByteBuffer fields = fields(key("g", "t", 2));
    ByteBuffer direct = ByteBuffer.allocateDirect(fields.remaining()).put(fields).flip();

    assertThat(keys.read(direct)).isEqualTo(key("g", "t", 2));
  }

  @Test
  void aKeyThatIsCutOffIsRefusedAndForgotten() {
    keys.read(fields(key("g", "t", 1)));
    ByteBuffer cutOff = fields(key("g", "t", 2));
    cutOff.limit(cutOff.limit() - 1);

    assertThatThrownBy(() -> keys.read(cutOff)).isInstanceOf(MalformedMessageException.class);
    assertThat(keys.read(fields(key("g", "t", 3)))).isEqualTo(key("g", "t", 3));
  }

  private static OffsetCommitKey key(String group, String topic, int partition) {
    return new OffsetCommitKey().group(group).topic(topic).partition(partition);
  }

  /** What follows the type; in an array with something before it. */
  private static ByteBuffer fields(OffsetCommitKey key) {
    ByteBuffer whole = RecordCodec.encodeKey(key);
    ByteBuffer copy = ByteBuffer.allocate(whole.remaining() + 3).position(3).slice();
    copy.put(whole).flip().getShort();
    return copy;
  }
}
