package io.barnabas.client.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.group.ClientSubscription.Former;
import io.barnabas.client.group.assignor.MemberSubscription;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.junit.jupiter.api.Test;

class ClientSubscriptionTest {
  private static final List<TopicPartition> OWNED =
      List.of(new TopicPartition("a", 0), new TopicPartition("a", 2), new TopicPartition("b", 1));
  private static final List<org.apache.kafka.common.TopicPartition> OFFICIALLY_OWNED =
      OWNED.stream()
          .map(one -> new org.apache.kafka.common.TopicPartition(one.topic(), one.partition()))
          .toList();

  @Test
  void the_official_client_reads_what_is_written() {
    Subscription read =
        ConsumerProtocol.deserializeSubscription(
            ClientSubscription.write(Set.of("b", "a"), new Former(OWNED, 7), null, "rack"));
    assertThat(read.topics()).containsExactly("a", "b");
    assertThat(read.ownedPartitions()).containsExactlyInAnyOrderElementsOf(OFFICIALLY_OWNED);
    assertThat(read.generationId()).contains(7);
    assertThat(read.rackId()).contains("rack");
  }

  @Test
  void what_the_official_client_writes_is_read() {
    ByteBuffer bytes =
        ConsumerProtocol.serializeSubscription(
            new Subscription(List.of("a"), null, OFFICIALLY_OWNED, 7, Optional.empty()));
    assertThat(ClientSubscription.read("m", "i", bytes, false))
        .isEqualTo(new MemberSubscription("m", "i", Set.of("a"), OWNED, 7));
  }

  @Test
  void an_old_client_tells_its_generation_in_user_data() {
    ByteBuffer generation = ByteBuffer.allocate(Integer.BYTES).putInt(5).flip();
    ByteBuffer bytes =
        ConsumerProtocol.serializeSubscription(
            new Subscription(List.of("a"), generation, OFFICIALLY_OWNED), (short) 1);
    MemberSubscription read = ClientSubscription.read("m", null, bytes, false);
    assertThat(read.generation()).isEqualTo(5);
    assertThat(read.owned()).isEqualTo(OWNED);
  }

  /** The official assignor's user data, by way of its own subscription. */
  @Test
  @SuppressWarnings("deprecation") // there is no other way to give it a generation
  void sticky_user_data_is_that_of_the_official_client() {
    StickyAssignor official = new StickyAssignor();
    official.onAssignment(
        new org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment(
            OFFICIALLY_OWNED),
        new org.apache.kafka.clients.consumer.ConsumerGroupMetadata("g", 7, "m", Optional.empty()));
    ByteBuffer theirs = official.subscriptionUserData(Set.of("a"));
    assertThat(StickyUserData.read(theirs).owned()).containsExactlyInAnyOrderElementsOf(OWNED);
    assertThat(StickyUserData.read(theirs).generation()).isEqualTo(7);
    Former ours = new Former(OWNED, 7);
    assertThat(StickyUserData.read(StickyUserData.write(ours))).isEqualTo(ours);
    assertThat(StickyUserData.write(ours).remaining()).isEqualTo(theirs.remaining());
  }

  @Test
  void sticky_user_data_that_can_not_be_read_tells_nothing() {
    assertThat(StickyUserData.read(ByteBuffer.wrap(new byte[] {9, 9, 9, 9, 1})))
        .isEqualTo(new Former(List.of(), -1));
    assertThat(StickyUserData.read(null)).isEqualTo(new Former(List.of(), -1));
  }

  @Test
  void a_subscription_that_can_not_be_read_names_the_member() {
    assertThatThrownBy(
            () -> ClientSubscription.read("m", null, ByteBuffer.wrap(new byte[] {0}), false))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("the subscription of member m can't be read");
  }
}
