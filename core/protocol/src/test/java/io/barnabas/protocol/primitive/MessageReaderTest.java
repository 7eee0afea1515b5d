package io.barnabas.protocol.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.protocol.MalformedMessageException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
  private static MessageReader reader(String hex) {
    return new MessageReader(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }

  private static void assertRefused(ThrowingCallable read, String reason) {
    assertThatThrownBy(read)
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void nullIsMinusOneOrACompactZero() {
    assertThat(reader("ffff").readNullableString(false)).isNull();
    assertThat(reader("00").readNullableString(true)).isNull();
    assertThat(reader("ffffffff").readNullableBytes(false)).isNull();
    assertThat(reader("00").readNullableRecords(true)).isNull();
    assertThat(reader("ffffffff").readNullableArrayLength(false)).isEqualTo(-1);
  }

  @Test
  void nullIsRefusedWhereAValueMustBeAndTheFieldIsNamed() {
    assertRefused(() -> reader("ffff").readString(false, "Topic.name"), "Topic.name is null");
    assertRefused(() -> reader("00").readBytes(true, "Member.metadata"), "Member.metadata");
    assertRefused(() -> reader("00").readRecords(true, "Partition.records"), "Partition.records");
    assertRefused(() -> reader("00").readArrayLength(true, "topics"), "topics is null");
  }

  @Test
  void otherNegativeLengthsAreRefused() {
    assertRefused(() -> reader("fffe").readNullableString(false), "length is -2");
    assertRefused(() -> reader("80000000").readNullableBytes(false), "length is -2147483648");
    assertRefused(() -> reader("fffffffe").readNullableArrayLength(false), "length is -2");
    assertRefused(() -> reader("ffffffff0f").readNullableString(true), "length is -2");
  }

  @Test
  void lengthsBeyondTheBytesThatAreLeftAreRefused() {
    assertRefused(() -> reader("0003" + "6161").readNullableString(false), "2 bytes left");
    assertRefused(() -> reader("7fffffff").readNullableBytes(false), "0 bytes left");
    assertRefused(() -> reader("000f4240" + "00").readNullableArrayLength(false), "1 bytes left");
  }

  @Test
  void lengthsBeyondKafkasLimitsAreRefusedHoweverManyBytesThereAre() {
    ByteBuffer large = ByteBuffer.allocate(2_000_000);
    large.putInt(0, 1_000_001);
    assertRefused(() -> new MessageReader(large).readNullableArrayLength(false), "1000001");

    MessageWriter out = new MessageWriter();
    out.writeUnsignedVarint(32_769);
    ByteBuffer text = ByteBuffer.allocate(40_000).put(out.toOutbound().bytes()).rewind();
    assertRefused(() -> new MessageReader(text).readNullableString(true), "32768");
  }

  @Test
  void tooManyTaggedFieldsAreRefused() {
    assertThat(reader("904e").readTagCount()).isEqualTo(10_000);
    assertRefused(() -> reader("914e").readTagCount(), "10001 tagged fields");
    assertRefused(() -> reader("ffffffff0f").readTagCount(), "4294967295 tagged fields");
  }

  @Test
  void tagsMustAscend() {
    assertThat(reader("05").readTag(4)).isEqualTo(5);
    assertRefused(() -> reader("05").readTag(5), "tag 5 follows tag 5");
    assertRefused(() -> reader("ffffffff0f").readTag(-1), "4294967295");
  }

  @Test
  void aTaggedFieldMustEndWhereItsSizeSays() {
    MessageReader reader = reader("02" + "0102");
    int end = reader.readTagEnd();
    reader.readByte();

    assertRefused(() -> reader.finishTag(end), "differs from its size by -1");
    reader.readByte();
    reader.finishTag(end);
  }

  @Test
  void unknownTaggedFieldsAreKeptAsViews() {
    MessageReader reader = reader("02" + "0102");
    List<RawTaggedField> fields = reader.readUnknownTag(List.of(), 7, reader.readTagEnd());

    assertThat(fields).containsExactly(new RawTaggedField(7, ByteBuffer.wrap(new byte[] {1, 2})));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "80", "8080808080", "ffffffff7f"})
  void variableLengthIntegersMustEndAndFit(String hex) {
    assertThatThrownBy(() -> reader(hex).readUnsignedVarint())
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void theMarkOfANullableStructureMustBeOneOfTwo() {
    assertThat(reader("ff").readIsNull()).isTrue();
    assertThat(reader("01").readIsNull()).isFalse();
    assertThat(reader("00").readTaggedIsNull()).isTrue();
    assertRefused(() -> reader("00").readIsNull(), "mark");
    assertRefused(() -> reader("ff").readTaggedIsNull(), "mark");
  }

  @Test
  void buffersWithoutAnArrayAreReadAsWell() {
    ByteBuffer direct = ByteBuffer.allocateDirect(5).put(HexFormat.of().parseHex("0003c3a961"));

    assertThat(new MessageReader(direct.flip()).readString(false, "name")).isEqualTo("éa");
  }

  @Test
  void bytesAreAViewOfTheInput() {
    ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex("000000020102"));
    ByteBuffer view = new MessageReader(in).readBytes(false, "bytes");
    in.put(4, (byte) 9);

    assertThat(view).isEqualTo(ByteBuffer.wrap(new byte[] {9, 2}));
    assertThat(in.hasRemaining()).isFalse();
  }
}
