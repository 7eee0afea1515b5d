package io.barnabas.metadata.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.AccessControlEntryRecord;
import io.barnabas.protocol.metadata.BrokerRegistrationChangeRecord;
import io.barnabas.protocol.metadata.ClearElrRecord;
import io.barnabas.protocol.metadata.ConfigRecord;
import io.barnabas.protocol.metadata.FeatureLevelRecord;
import io.barnabas.protocol.metadata.FenceBrokerRecord;
import io.barnabas.protocol.metadata.NoOpRecord;
import io.barnabas.protocol.metadata.PartitionChangeRecord;
import io.barnabas.protocol.metadata.PartitionRecord;
import io.barnabas.protocol.metadata.ProducerIdsRecord;
import io.barnabas.protocol.metadata.RegisterBrokerRecord;
import io.barnabas.protocol.metadata.RemoveTopicRecord;
import io.barnabas.protocol.metadata.TopicRecord;
import io.barnabas.protocol.metadata.UnfenceBrokerRecord;
import io.barnabas.protocol.metadata.UnregisterBrokerRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterImageTest {
  private static final Uuid ID = new Uuid(1, 2);

  private ClusterImage image = ClusterImage.empty("cluster");

  private ImageDelta replay(Message... records) {
    ImageDelta delta = new ImageDelta(image);
    List.of(records).forEach(delta::replay);
    image = delta.apply();
    return delta;
  }

  private static PartitionRecord partition(int number) {
    return new PartitionRecord()
        .topicId(ID)
        .partitionId(number)
        .replicas(List.of(1, 2, 3))
        .isr(List.of(1, 2, 3))
        .leader(1)
        .leaderEpoch(0)
        .partitionEpoch(0);
  }

  private void replayTopic() {
    replay(new TopicRecord().name("t").topicId(ID), partition(0), partition(1));
  }

  private PartitionImage partition() {
    return image.topics().find("t").partition(0);
  }

  @Test
  void anOlderImageStaysAsItWas() {
    replayTopic();
    ClusterImage before = image;
    replay(new RemoveTopicRecord().topicId(ID));
    assertThat(image.topics().find(ID)).isNull();
    assertThat(before.topics().find("t").id()).isEqualTo(ID);
    assertThat(image.offset()).isEqualTo(before.offset() + 1);
  }

  @Test
  void aNewLeaderHasANewEpoch() {
    replayTopic();
    ImageDelta delta =
        replay(new PartitionChangeRecord().topicId(ID).partitionId(0).isr(List.of(2)).leader(2));
    assertThat(partition().leader()).isEqualTo(2);
    assertThat(partition().leaderEpoch()).isEqualTo(1);
    assertThat(partition().partitionEpoch()).isEqualTo(1);
    assertThat(partition().isr()).containsExactly(2);
    assertThat(partition().replicas()).containsExactly(1, 2, 3);
    TopicDelta topic = delta.topics().changed().iterator().next();
    assertThat(topic.changedPartitions()).containsExactly(0);
    assertThat(topic.isNew()).isFalse();
  }

  @Test
  void aChangeOfTheIsrAloneKeepsTheLeaderEpoch() {
    replayTopic();
    replay(new PartitionChangeRecord().topicId(ID).partitionId(0).isr(List.of(1, 2)));
    assertThat(partition().leaderEpoch()).isZero();
    assertThat(partition().partitionEpoch()).isEqualTo(1);
    assertThat(partition().leader()).isEqualTo(1);
  }

  @Test
  void eligibleLeadersAreCleared() {
    replayTopic();
    replay(
        new PartitionChangeRecord()
            .topicId(ID)
            .partitionId(0)
            .eligibleLeaderReplicas(List.of(3))
            .lastKnownElr(List.of(2)));
    assertThat(partition().replicaSet().eligibleLeaders()).containsExactly(3);
    replay(new ClearElrRecord().topicName("t"));
    assertThat(partition().replicaSet().eligibleLeaders()).isEmpty();
    assertThat(partition().replicaSet().lastKnownLeaders()).isEmpty();
  }

  @Test
  void aTopicMayBeDeletedAndMadeAgainInOneStep() {
    replayTopic();
    ImageDelta delta =
        replay(
            new RemoveTopicRecord().topicId(ID),
            new TopicRecord().name("t").topicId(new Uuid(9, 9)));
    assertThat(image.topics().find("t").id()).isEqualTo(new Uuid(9, 9));
    assertThat(image.topics().size()).isEqualTo(1);
    assertThat(delta.topics().deleted()).extracting(TopicImage::id).containsExactly(ID);
    assertThat(delta.topics().changed()).allMatch(TopicDelta::isNew);
  }

  @Test
  void brokersAreFencedUnfencedAndForgotten() {
    replay(new RegisterBrokerRecord().brokerId(1).brokerEpoch(5).rack(null));
    assertThat(image.brokers().get(1).isFenced()).isTrue();
    replay(new UnfenceBrokerRecord().id(1).epoch(5));
    assertThat(image.brokers().get(1).isFenced()).isFalse();
    replay(new FenceBrokerRecord().id(1).epoch(5));
    assertThat(image.brokers().get(1).isFenced()).isTrue();
    replay(
        new BrokerRegistrationChangeRecord()
            .brokerId(1)
            .brokerEpoch(5)
            .fenced((byte) -1)
            .logDirs(List.of(ID)));
    assertThat(image.brokers().get(1).isFenced()).isFalse();
    assertThat(image.brokers().get(1).logDirs()).containsExactly(ID);
    replay(new UnregisterBrokerRecord().brokerId(1).brokerEpoch(5));
    assertThat(image.brokers()).isEmpty();
  }

  @Test
  void recordsThatContradictTheImageAreRecognised() {
    replayTopic();
    List<Message> wrong =
        List.of(
            partition(3),
            partition(0).topicId(new Uuid(7, 7)),
            new PartitionChangeRecord().topicId(ID).partitionId(2),
            new RemoveTopicRecord().topicId(new Uuid(7, 7)),
            new UnfenceBrokerRecord().id(1).epoch(5),
            new ConfigRecord().resourceType((byte) 99));
    for (Message record : wrong) {
      assertThatThrownBy(() -> new ImageDelta(image).replay(record))
          .as(record.toString())
          .isInstanceOf(MetadataReplayException.class);
    }
  }

  @Test
  void whatHasNoEffectIsKept() {
    Message acl = new AccessControlEntryRecord().id(ID).principal("User:x").resourceName("t");
    replay(acl, new NoOpRecord());
    assertThat(image.others()).containsExactly(acl);
    assertThat(image.offset()).isEqualTo(1);
  }

  @Test
  void theRecordsOfAnImageGiveTheImage() {
    replayTopic();
    replay(
        new RegisterBrokerRecord().brokerId(1).brokerEpoch(5).rack("r").fenced(false),
        new PartitionChangeRecord().topicId(ID).partitionId(1).leader(2).lastKnownElr(List.of(3)),
        new ConfigRecord().resourceType((byte) 2).resourceName("t").name("a").value("b"),
        new ConfigRecord().resourceType((byte) 4).resourceName("").name("c").value("d"),
        new ProducerIdsRecord().nextProducerId(3000),
        new FeatureLevelRecord().name("f").featureLevel((short) 3),
        new AccessControlEntryRecord().id(ID).principal("User:x"));
    List<Message> records = new ArrayList<>();
    image.forEachRecord(records::add);
    ImageDelta delta = new ImageDelta(ClusterImage.empty("cluster"));
    records.forEach(delta::replay);
    assertThat(delta.applyUpTo(image.offset())).isEqualTo(image);
  }

  @Test
  void aFeatureOfLevelZeroIsGone() {
    replay(new FeatureLevelRecord().name("f").featureLevel((short) 3));
    replay(new FeatureLevelRecord().name("f").featureLevel((short) 0));
    assertThat(image.features()).isEmpty();
  }

  @Test
  void aHundredThousandPartitionsFit() {
    ImageDelta delta = new ImageDelta(image);
    for (int topic = 0; topic < 1000; topic++) {
      Uuid id = new Uuid(5, topic);
      delta.replay(new TopicRecord().name("topic-" + topic).topicId(id));
      for (int partition = 0; partition < 100; partition++) {
        delta.replay(partition(partition).topicId(id));
      }
    }
    image = delta.apply();
    assertThat(image.topics().size()).isEqualTo(1000);
    assertThat(image.topics().find("topic-777").partitions()).hasSize(100);
    assertThat(image.topics().find("topic-777").partition(100)).isNull();
  }
}
