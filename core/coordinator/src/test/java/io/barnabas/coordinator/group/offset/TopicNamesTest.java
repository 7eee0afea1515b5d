package io.barnabas.coordinator.group.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.primitive.Uuid;
import org.junit.jupiter.api.Test;

class TopicNamesTest {
  private final TopicNames names = new TopicNames();

  /** A string of its own, as one that has been read from a record. */
  private static String read(String name) {
    return new String(name.toCharArray());
  }

  private static CommittedOffset offset(Uuid topicId) {
    return new CommittedOffset(1, -1, "", 0, CommittedOffset.NO_EXPIRY, topicId);
  }

  @Test
  void allGroupsShareAName() {
    String first = names.use(read("orders"));

    assertThat(names.use(read("orders"))).isSameAs(first);
  }

  @Test
  void aNameIsKeptAsLongAsAGroupUsesIt() {
    names.use("orders");
    names.use("orders");
    names.leave("orders");
    assertThat(names.size()).isEqualTo(1);

    names.leave("orders");
    assertThat(names.size()).isZero();
  }

  @Test
  void allOffsetsShareAnId() {
    names.use("orders");
    CommittedOffset first = names.shareId("orders", offset(new Uuid(1, 2)));
    CommittedOffset second = names.shareId("orders", offset(new Uuid(1, 2)));

    assertThat(second).isEqualTo(offset(new Uuid(1, 2)));
    assertThat(second.topicId()).isSameAs(first.topicId());
  }

  @Test
  void anOffsetKeepsItsOwnId() {
    names.use("orders");
    names.shareId("orders", offset(new Uuid(1, 2)));

    assertThat(names.shareId("orders", offset(Uuid.ZERO)).topicId()).isEqualTo(Uuid.ZERO);
    assertThat(names.shareId("orders", offset(new Uuid(3, 4))).topicId()).isEqualTo(new Uuid(3, 4));
  }
}
