package io.barnabas.protocol.primitive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Outbound;
import io.barnabas.environment.Outbound.Bytes;
import io.barnabas.protocol.UnwritableMessageException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
  private final MessageWriter out = new MessageWriter(0);

  private String hex() {
    ByteBuffer bytes = out.toOutbound().bytes();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return HexFormat.of().formatHex(copy);
  }

  @Property(tries = 300)
  void textIsReadAsItWasWritten(@ForAll @StringLength(max = 2000) String text) {
    MessageWriter writer = new MessageWriter();
    writer.writeString(text, true);
    writer.writeString(text, false);
    MessageReader reader = new MessageReader(writer.toOutbound().bytes());

    // What is no text, such as half a surrogate pair, comes back as a question mark.
    String expected = new String(text.getBytes(UTF_8), UTF_8);
    assertThat(reader.readString(true, "text")).isEqualTo(expected);
    assertThat(reader.readString(false, "text")).isEqualTo(expected);
  }

  @Property(tries = 200)
  void taggedFieldsOfAnySizeFollowEachOther(
      @ForAll @IntRange(max = 40_000) int first, @ForAll @IntRange(max = 300) int second) {
    MessageWriter writer = new MessageWriter();
    for (int length : new int[] {first, second}) {
      int mark = writer.beginTag(length);
      writer.writeBytes(ByteBuffer.allocate(length), true);
      writer.endTag(mark);
    }
    MessageReader reader = new MessageReader(writer.toOutbound().bytes());

    for (int length : new int[] {first, second}) {
      assertThat(reader.readTag(-1)).isEqualTo(length);
      int end = reader.readTagEnd();
      assertThat(reader.readBytes(true, "bytes").remaining()).isEqualTo(length);
      reader.finishTag(end);
    }
  }

  @Property(tries = 200)
  void unknownTaggedFieldsGoBetweenTheKnownOnes(
      @ForAll @UniqueElements List<@IntRange(max = 100) Integer> tags,
      @ForAll @IntRange(max = 100) int known) {
    List<RawTaggedField> fields =
        tags.stream().sorted().map(tag -> new RawTaggedField(tag, ByteBuffer.allocate(0))).toList();
    MessageWriter writer = new MessageWriter();

    int index = writer.writeUnknownTags(fields, 0, known);

    assertThat(fields.subList(0, index)).allMatch(field -> field.tag() < known);
    assertThat(fields.subList(index, fields.size())).allMatch(field -> field.tag() >= known);
  }

  @Test
  void numbersAreBigEndian() {
    out.writeShort((short) 0x0102);
    out.writeInt(0x03040506);
    out.writeLong(0x0708090a0b0c0d0eL);
    out.writeUnsignedShort(65535);
    out.writeUnsignedInt(4294967295L);
    out.writeBoolean(true);

    assertThat(hex()).isEqualTo("0102030405060708090a0b0c0d0e" + "ffff" + "ffffffff" + "01");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> out.writeUnsignedShort(65536)).hasMessageContaining("65536");
    assertThatThrownBy(() -> out.writeUnsignedShort(-1))
        .isInstanceOf(UnwritableMessageException.class);
    assertThatThrownBy(() -> out.writeUnsignedInt(1L << 32))
        .isInstanceOf(UnwritableMessageException.class);
  }

  @Test
  void textLongerThanItsLengthCanSayIsRefused() {
    assertThatThrownBy(() -> out.writeString("x".repeat(32_768), false))
        .isInstanceOf(UnwritableMessageException.class);
    assertThatThrownBy(() -> out.writeString("é".repeat(16_384), true))
        .isInstanceOf(UnwritableMessageException.class);
  }

  @Test
  void recordsInSeveralPiecesGoBetweenWhatIsAroundThem() {
    Bytes one = new Bytes(ByteBuffer.wrap(new byte[] {1}));
    Bytes none = new Bytes(ByteBuffer.allocate(0));
    Bytes two = new Bytes(ByteBuffer.wrap(new byte[] {2, 2}));
    out.writeByte((byte) 9);
    out.writeRecords(new Outbound(List.of(one, none, two)), true);
    out.writeByte((byte) 8);

    assertThat(out.toOutbound().pieces())
        .containsExactly(
            new Bytes(ByteBuffer.wrap(new byte[] {9, 4})),
            one,
            two,
            new Bytes(ByteBuffer.wrap(new byte[] {8})));
  }

  @Test
  void theSourceOfBytesKeepsItsPosition() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2);
    out.writeBytes(bytes, false);

    assertThat(bytes.position()).isEqualTo(1);
    assertThat(hex()).isEqualTo("00000002" + "0203");
  }
}
