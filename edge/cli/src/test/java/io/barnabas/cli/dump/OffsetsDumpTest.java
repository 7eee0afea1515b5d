package io.barnabas.cli.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.cli.ToolRun;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.coordinator.ConsumerGroupMetadataKey;
import io.barnabas.protocol.coordinator.ConsumerGroupMetadataValue;
import io.barnabas.protocol.coordinator.GroupMetadataKey;
import io.barnabas.protocol.coordinator.GroupMetadataValue;
import io.barnabas.protocol.coordinator.GroupMetadataValue.MemberMetadata;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import io.barnabas.protocol.coordinator.OffsetCommitValue;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import io.barnabas.protocol.primitive.MessageWriter;
import io.barnabas.record.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --offsets-decoder}; the texts are those of Kafka 4.3.1's tool. */
class OffsetsDumpTest {
  private static final String OFFSET_KEY =
      "key: {\"type\":\"1\",\"data\":{\"group\":\"g\",\"topic\":\"t\",\"partition\":2}}";

  @TempDir private Path folder;

  @Test
  void a_committed_offset_is_shown_with_the_fields_of_its_version() throws IOException {
    OffsetCommitValue value =
        new OffsetCommitValue().offset(7).leaderEpoch(3).metadata("m").commitTimestamp(99);

    assertThat(dumped(offsetKey(), prefixed(4, value, 4)))
        .endsWith(
            OFFSET_KEY
                + " payload: {\"version\":\"4\",\"data\":{\"offset\":7,\"leaderEpoch\":3,"
                + "\"metadata\":\"m\",\"commitTimestamp\":99}}");
    assertThat(dumped(offsetKey(), prefixed(1, value.leaderEpoch(-1).expireTimestamp(100), 1)))
        .endsWith(
            "{\"version\":\"1\",\"data\":{\"offset\":7,\"metadata\":\"m\","
                + "\"commitTimestamp\":99,\"expireTimestamp\":100}}");
  }

  @Test
  void a_tombstone_is_a_deletion() throws IOException {
    assertThat(dumped(offsetKey(), null)).endsWith(OFFSET_KEY + " payload: <DELETE>");
  }

  @Test
  void what_consumers_told_their_group_is_shown_too() throws IOException {
    MessageWriter subscription = new MessageWriter();
    subscription.writeShort((short) 1);
    new ConsumerProtocolSubscription().topics(List.of("t")).write(subscription, (short) 1);
    MemberMetadata member =
        new MemberMetadata()
            .memberId("id")
            .subscription(subscription.toOutbound().bytes())
            .assignment(ByteBuffer.wrap(new byte[] {9}));
    GroupMetadataValue group =
        new GroupMetadataValue().protocolType("consumer").members(List.of(member));

    assertThat(dumped(prefixed(2, new GroupMetadataKey().group("g"), 0), prefixed(3, group, 3)))
        .contains("key: {\"type\":\"2\",\"data\":{\"group\":\"g\"}}")
        .contains("\"subscription\":{\"topics\":[\"t\"],\"userData\":null,\"ownedPartitions\":[]}")
        .contains("\"assignment\":\"CQ==\"");
  }

  @Test
  void a_tagged_field_with_its_default_is_left_out() throws IOException {
    ConsumerGroupMetadataKey key = new ConsumerGroupMetadataKey().groupId("g");
    ConsumerGroupMetadataValue value = new ConsumerGroupMetadataValue().epoch(3);

    assertThat(dumped(prefixed(3, key, 0), prefixed(0, value, 0)))
        .endsWith("payload: {\"version\":\"0\",\"data\":{\"epoch\":3}}");
    assertThat(dumped(prefixed(3, key, 0), prefixed(0, value.metadataHash(5), 0)))
        .endsWith("{\"epoch\":3,\"metadataHash\":5}}");
  }

  @ParameterizedTest
  @CsvSource({"0x03E7", "0x00", "0x0001", "0x0001000167"})
  void a_record_that_is_none_is_told_and_skipped(String key) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(key.substring(2));

    assertThat(dumped(ByteBuffer.wrap(bytes), prefixed(4, new OffsetCommitValue(), 4)))
        .contains("key: Error at offset 0, skipping. ")
        .doesNotContain("payload:");
  }

  private static ByteBuffer offsetKey() {
    return prefixed(1, new OffsetCommitKey().group("g").topic("t").partition(2), 0);
  }

  private static ByteBuffer prefixed(int prefix, Message message, int version) {
    MessageWriter out = new MessageWriter();
    out.writeShort((short) prefix);
    message.write(out, (short) version);
    return out.toOutbound().bytes();
  }

  /** The line of the only record. */
  private String dumped(ByteBuffer key, @Nullable ByteBuffer value) throws IOException {
    ByteBuffer batch = new RecordBatchBuilder().add(0, key, value).build();
    byte[] bytes = new byte[batch.remaining()];
    batch.get(bytes);
    Path log = Files.write(folder.resolve("00000000000000000000.log"), bytes);
    ToolRun run = ToolRun.of(DumpLogCommand::new, "--offsets-decoder", "--files", log.toString());
    assertThat(run.err()).isEmpty();
    return run.out().lines().toList().getLast();
  }
}
