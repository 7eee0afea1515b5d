package io.barnabas.metadata.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ImageDelta;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.AccessControlEntryRecord;
import io.barnabas.protocol.metadata.ClientQuotaRecord;
import io.barnabas.protocol.metadata.ConfigRecord;
import io.barnabas.protocol.metadata.DelegationTokenRecord;
import io.barnabas.protocol.metadata.FeatureLevelRecord;
import io.barnabas.protocol.metadata.PartitionRecord;
import io.barnabas.protocol.metadata.RegisterBrokerRecord;
import io.barnabas.protocol.metadata.RemoveAccessControlEntryRecord;
import io.barnabas.protocol.metadata.RemoveDelegationTokenRecord;
import io.barnabas.protocol.metadata.RemoveUserScramCredentialRecord;
import io.barnabas.protocol.metadata.TopicRecord;
import io.barnabas.protocol.metadata.UserScramCredentialRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetadataReviewTest {
  private static final Uuid DIRECTORY = new Uuid(700, 800);
  private static final Uuid TOPIC = new Uuid(1, 2);
  private static final int NODE = 5;

  private static ClusterImage image(Message... records) {
    ImageDelta delta = new ImageDelta(ClusterImage.empty("c"));
    List.of(records).forEach(delta::replay);
    return delta.apply();
  }

  private static List<Finding> review(Message... records) {
    return MetadataReview.of(image(records), Set.of(NODE), NODE, Set.of(DIRECTORY));
  }

  private static void assertRefused(List<Finding> findings, String... words) {
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().weight()).isEqualTo(Finding.Weight.REFUSED);
    assertThat(findings.getFirst().text()).contains(words);
  }

  private static void assertKept(List<Finding> findings, String... words) {
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().weight()).isEqualTo(Finding.Weight.KEPT);
    assertThat(findings.getFirst().text()).contains(words);
  }

  private static TopicRecord topic(String name) {
    return new TopicRecord().name(name).topicId(TOPIC);
  }

  private static PartitionRecord partition(int replica, Uuid directory) {
    return new PartitionRecord()
        .topicId(TOPIC)
        .partitionId(0)
        .replicas(List.of(replica))
        .isr(List.of(replica))
        .leader(replica)
        .directories(List.of(directory));
  }

  private static ConfigRecord config(int resourceType, String name, String value) {
    return new ConfigRecord()
        .resourceType((byte) resourceType)
        .resourceName(resourceType == 2 ? "orders" : "")
        .name(name)
        .value(value);
  }

  private static FeatureLevelRecord feature(String name, int level) {
    return new FeatureLevelRecord().name(name).featureLevel((short) level);
  }

  @Test
  void anOrdinaryNodeHasNothingToTell() {
    assertThat(
            review(
                feature("metadata.version", 21),
                new RegisterBrokerRecord().brokerId(NODE).logDirs(List.of(DIRECTORY)),
                topic("orders"),
                partition(NODE, DIRECTORY),
                config(2, "retention.ms", "5"),
                config(4, "log.retention.ms", "-1")))
        .isEmpty();
  }

  @Test
  void otherControllers() {
    assertRefused(
        MetadataReview.of(image(), Set.of(NODE, 1, 2), NODE, Set.of()), "controllers [1, 2, 5]");
    assertRefused(MetadataReview.of(image(), Set.of(100), NODE, Set.of()), "[100]", "node 5");
    assertThat(MetadataReview.of(image(), Set.of(), NODE, Set.of())).isEmpty();
  }

  @Test
  void laterLevelsAndUnknownFeatures() {
    assertRefused(review(feature("metadata.version", 34)), "metadata.version=34", "33");
    assertRefused(review(feature("time.version", 1)), "time.version=1", "not known");
    assertThat(review(feature("share.version", 1)))
        .containsExactly(
            Finding.leftBehind("the feature levels share.version=1, which nothing here reads"));
  }

  @Test
  void replicasOnOtherBrokers() {
    assertRefused(review(topic("orders"), partition(6, DIRECTORY)), "orders-0 on [6]", "node 5");
    assertThat(review(new RegisterBrokerRecord().brokerId(6)))
        .containsExactly(Finding.leftBehind("the registrations of the brokers [6]"));
  }

  @Test
  void directoriesThatAreNotThere() {
    Uuid gone = new Uuid(1, 900);
    assertRefused(review(topic("orders"), partition(NODE, gone)), gone.toString(), "log.dirs");
    assertRefused(
        review(new RegisterBrokerRecord().brokerId(NODE).logDirs(List.of(DIRECTORY, gone))),
        gone.toString());
    assertThat(review(topic("orders"), partition(NODE, new Uuid(0, 2)))).isEmpty();
  }

  @Test
  void whatKeepsDataFromStrangers() {
    Uuid acl = new Uuid(4, 4);
    assertRefused(review(new AccessControlEntryRecord().id(acl)), "1 ACLs");
    assertRefused(
        review(new UserScramCredentialRecord().name("ann").mechanism((byte) 1)), "SCRAM", "[ann]");
    assertRefused(review(new DelegationTokenRecord().tokenId("t")), "1 delegation tokens");
  }

  @Test
  void whatWasTakenBackDoesNotCount() {
    Uuid acl = new Uuid(4, 4);
    assertThat(
            review(
                new AccessControlEntryRecord().id(acl),
                new RemoveAccessControlEntryRecord().id(acl),
                new UserScramCredentialRecord().name("ann").mechanism((byte) 1),
                new RemoveUserScramCredentialRecord().name("ann").mechanism((byte) 1),
                new DelegationTokenRecord().tokenId("t"),
                new RemoveDelegationTokenRecord().tokenId("t"),
                new ClientQuotaRecord().key("k").value(1),
                new ClientQuotaRecord().key("k").remove(true)))
        .isEmpty();
  }

  @Test
  void quotasAndShareGroupsAreKept() {
    assertKept(review(new ClientQuotaRecord().key("k").value(1)), "1 client quotas");
    assertKept(
        review(topic("__share_group_state"), partition(NODE, DIRECTORY)), "__share_group_state");
  }

  @Test
  void configs() {
    assertRefused(review(config(2, "remote.storage.enable", "true")), "orders", "tiered");
    assertRefused(review(config(2, "retention.ms", "soon")), "retention.ms", "orders", "soon");
    assertKept(
        review(config(2, "message.format.version", "2.8"), config(16, "interval.ms", "9")),
        "[interval.ms, message.format.version]");
  }
}
