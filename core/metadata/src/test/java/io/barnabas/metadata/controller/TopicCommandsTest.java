package io.barnabas.metadata.controller;

import static io.barnabas.metadata.controller.ControllerFixture.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.image.PartitionImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.CreatePartitionsRequest;
import io.barnabas.protocol.message.CreatePartitionsRequest.CreatePartitionsAssignment;
import io.barnabas.protocol.message.CreatePartitionsRequest.CreatePartitionsTopic;
import io.barnabas.protocol.message.CreatePartitionsResponse.CreatePartitionsTopicResult;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableReplicaAssignment;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopicConfig;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.CreateTopicsResponse.CreatableTopicResult;
import io.barnabas.protocol.message.DeleteTopicsRequest;
import io.barnabas.protocol.message.DeleteTopicsRequest.DeleteTopicState;
import io.barnabas.protocol.message.DeleteTopicsResponse.DeletableTopicResult;
import io.barnabas.protocol.primitive.Uuid;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicCommandsTest {
  private final ControllerFixture fixture = new ControllerFixture();

  @BeforeEach
  void registerBrokers() {
    fixture.registerBrokers(1, 2, 3);
  }

  private TopicImage image(String topic) {
    return fixture.controller.image().topics().find(topic);
  }

  private void assertRefused(CreatableTopic topic, ErrorCode code, String message) {
    CreatableTopicResult result = fixture.create(topic).topics().getFirst();
    assertThat(ErrorCode.forCode(result.errorCode())).isEqualTo(code);
    assertThat(result.errorMessage()).isEqualTo(message);
    assertThat(result.topicId()).isEqualTo(Uuid.ZERO);
  }

  private static CreatableTopic assigned(String name, List<List<Integer>> replicas) {
    CreatableReplicaAssignment[] assignments = new CreatableReplicaAssignment[replicas.size()];
    Arrays.setAll(
        assignments,
        i -> new CreatableReplicaAssignment().partitionIndex(i).brokerIds(replicas.get(i)));
    return topic(name, -1, -1).assignments(List.of(assignments));
  }

  @Test
  void aCreatedTopicIsInTheImageWhenTheAnswerComes() {
    CreatableTopicResult result = fixture.create(topic("orders", 6, 3)).topics().getFirst();
    assertThat(result.errorCode()).isZero();
    assertThat(result.numPartitions()).isEqualTo(6);
    assertThat(result.replicationFactor()).isEqualTo((short) 3);
    TopicImage image = image("orders");
    assertThat(image.id()).isEqualTo(result.topicId()).isNotEqualTo(Uuid.ZERO);
    assertThat(image.partitions()).hasSize(6);
    for (PartitionImage partition : image.partitions()) {
      assertThat(partition.replicas()).containsExactlyInAnyOrder(1, 2, 3);
      assertThat(partition.isr()).isEqualTo(partition.replicas());
      assertThat(partition.leader()).isEqualTo(partition.replicas().getFirst());
      assertThat(partition.leaderEpoch()).isZero();
    }
    assertThat(image.partitions().stream().filter(p -> p.leader() == 2)).hasSize(2);
  }

  @Test
  void defaultsComeFromTheBroker() {
    ControllerFixture other =
        new ControllerFixture(1, Map.of("num.partitions", "4", "default.replication.factor", "2"));
    other.registerBrokers(1, 2);
    CreatableTopicResult result = other.create(topic("t", -1, -1)).topics().getFirst();
    assertThat(result.numPartitions()).isEqualTo(4);
    assertThat(result.replicationFactor()).isEqualTo((short) 2);
  }

  @Test
  void configsAreKeptAndDescribed() {
    CreatableTopicResult result =
        fixture.create(topic("t", Map.of("retention.ms", "5"))).topics().getFirst();
    assertThat(result.configs())
        .filteredOn(config -> config.name().equals("retention.ms"))
        .singleElement()
        .satisfies(
            config -> {
              assertThat(config.value()).isEqualTo("5");
              assertThat(config.configSource()).isEqualTo((byte) 1);
            });
  }

  @Test
  void validatingChangesNothing() {
    CreateTopicsResponse response =
        fixture.run(
            new Command.CreateTopics(
                new CreateTopicsRequest()
                    .topics(List.of(topic("a", 1, 1), topic("b", 0, 1)))
                    .validateOnly(true)));
    assertThat(response.topics())
        .extracting(CreatableTopicResult::errorCode)
        .containsExactly((short) 0, ErrorCode.INVALID_PARTITIONS.code());
    assertThat(response.topics().getFirst().topicId()).isEqualTo(Uuid.ZERO);
    assertThat(fixture.controller.image().topics().size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "ü", "a/b", "a\n", "__cluster_metadata"})
  void aWrongNameIsRefused(String name) {
    assertThat(fixture.create(topic(name, 1, 1)).topics().getFirst().errorCode()).isNotZero();
    assertThat(fixture.controller.image().topics().size()).isZero();
  }

  @Test
  void aNameMayHave249Characters() {
    assertThat(fixture.create(topic("x".repeat(249), 1, 1)).topics().getFirst().errorCode())
        .isZero();
    assertRefused(
        topic("x".repeat(250), 1, 1),
        ErrorCode.INVALID_TOPIC_EXCEPTION,
        "Topic name is invalid: it is longer than 249 characters");
  }

  @Test
  void namesThatCollideInMetricsAreRefusedUntilTheOtherIsGone() {
    fixture.create(topic("a.b_c", 1, 1));
    assertRefused(
        topic("a_b.c", 1, 1),
        ErrorCode.INVALID_TOPIC_EXCEPTION,
        "Topic 'a_b.c' collides with existing topic: a.b_c");
    delete(new DeleteTopicState().name("a.b_c"));
    assertThat(fixture.create(topic("a_b.c", 1, 1)).topics().getFirst().errorCode()).isZero();
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    assertRefused(
        topic("t", 0, 1),
        ErrorCode.INVALID_PARTITIONS,
        "Number of partitions was set to an invalid non-positive value.");
    assertRefused(
        topic("t", -2, 1),
        ErrorCode.INVALID_PARTITIONS,
        "Number of partitions was set to an invalid non-positive value.");
    assertRefused(
        topic("t", 1, 0),
        ErrorCode.INVALID_REPLICATION_FACTOR,
        "Replication factor was set to an invalid non-positive value.");
    assertRefused(
        topic("t", 1, 4),
        ErrorCode.INVALID_REPLICATION_FACTOR,
        "Unable to replicate the partition 4 time(s): The target replication factor of 4 cannot be"
            + " reached because only 3 broker(s) are registered.");
    assertRefused(
        topic("t", Integer.MAX_VALUE, 1),
        ErrorCode.POLICY_VIOLATION,
        "Excessively large number of partitions per request: the limit is 10000");
  }

  @Test
  void aBadConfigIsRefused() {
    assertRefused(
        topic("t", Map.of("retention.mss", "5")),
        ErrorCode.INVALID_CONFIG,
        "Unknown topic config name: retention.mss (did you mean retention.ms?)");
    assertRefused(
        topic("t", Map.of("cleanup.policy", "burn")),
        ErrorCode.INVALID_CONFIG,
        "Invalid value burn for configuration cleanup.policy: String must be one of: compact,"
            + " delete");
    assertRefused(
        topic("t", 1, 1)
            .configs(List.of(new CreatableTopicConfig().name("retention.ms").value(null))),
        ErrorCode.INVALID_CONFIG,
        "Null value not supported for topic configs: retention.ms");
  }

  @Test
  void aTopicIsCreatedOnce() {
    List<CreatableTopicResult> twice = fixture.create(topic("t", 1, 1), topic("t", 1, 1)).topics();
    assertThat(twice)
        .extracting(CreatableTopicResult::errorCode)
        .containsOnly(ErrorCode.INVALID_REQUEST.code());
    fixture.create(topic("t", 1, 1));
    assertRefused(topic("t", 1, 1), ErrorCode.TOPIC_ALREADY_EXISTS, "Topic 't' already exists.");
  }

  @Test
  void replicasMayBeAssignedByHand() {
    fixture.create(assigned("t", List.of(List.of(3, 1), List.of(2, 3))));
    assertThat(image("t").partitions())
        .extracting(PartitionImage::replicas)
        .containsExactly(List.of(3, 1), List.of(2, 3));
    assertThat(image("t").partition(0).replicaSet().directories())
        .containsExactly(new Uuid(9, 3), new Uuid(9, 1));
  }

  @Test
  void aWrongAssignmentIsRefused() {
    List<CreatableTopic> wrong =
        List.of(
            assigned("t", List.of(List.of())),
            assigned("t", List.of(List.of(1, 1))),
            assigned("t", List.of(List.of(9))),
            assigned("t", List.of(List.of(1), List.of(1, 2))));
    for (CreatableTopic topic : wrong) {
      assertThat(fixture.create(topic).topics().getFirst().errorCode())
          .isEqualTo(ErrorCode.INVALID_REPLICA_ASSIGNMENT.code());
    }
    CreatableTopic gap = assigned("t", List.of(List.of(1)));
    gap.assignments().getFirst().partitionIndex(1);
    assertRefused(
        gap,
        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
        "partitions should be a consecutive 0-based integer sequence.");
    assertThat(
            fixture
                .create(assigned("t", List.of(List.of(1))).numPartitions(1))
                .topics()
                .getFirst()
                .errorCode())
        .isEqualTo(ErrorCode.INVALID_REQUEST.code());
  }

  private List<DeletableTopicResult> delete(DeleteTopicState... topics) {
    return fixture
        .run(new Command.DeleteTopics(new DeleteTopicsRequest().topics(List.of(topics))))
        .responses();
  }

  @Test
  void topicsAreDeletedByNameAndById() {
    Uuid id = fixture.create(topic("a", 1, 1), topic("b", 1, 1)).topics().getFirst().topicId();
    List<DeletableTopicResult> results =
        delete(new DeleteTopicState().topicId(id), new DeleteTopicState().name("b"));
    assertThat(results).allMatch(result -> result.errorCode() == 0);
    assertThat(results).extracting(DeletableTopicResult::name).containsExactly("a", "b");
    assertThat(fixture.controller.image().topics().size()).isZero();
  }

  @Test
  void oldClientsDeleteByAListOfNames() {
    fixture.create(topic("a", 1, 1));
    assertThat(
            fixture
                .run(
                    new Command.DeleteTopics(
                        new DeleteTopicsRequest().topicNames(List.of("a", "x"))))
                .responses())
        .extracting(DeletableTopicResult::errorCode)
        .containsExactly((short) 0, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
  }

  @Test
  void aWrongDeletionIsRefused() {
    fixture.create(topic("a", 1, 1));
    assertThat(
            delete(
                new DeleteTopicState().name("x"),
                new DeleteTopicState().topicId(new Uuid(1, 1)),
                new DeleteTopicState(),
                new DeleteTopicState().name("a").topicId(new Uuid(1, 1)),
                new DeleteTopicState().name("a"),
                new DeleteTopicState().name("a")))
        .extracting(DeletableTopicResult::errorCode)
        .containsExactly(
            ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code(),
            ErrorCode.UNKNOWN_TOPIC_ID.code(),
            ErrorCode.INVALID_REQUEST.code(),
            ErrorCode.INVALID_REQUEST.code(),
            (short) 0,
            ErrorCode.INVALID_REQUEST.code());
  }

  @Test
  void deletionMayBeSwitchedOff() {
    ControllerFixture other = new ControllerFixture(1, Map.of("delete.topic.enable", "false"));
    assertThat(
            other
                .run(new Command.DeleteTopics(new DeleteTopicsRequest().topicNames(List.of("a"))))
                .responses()
                .getFirst()
                .errorCode())
        .isEqualTo(ErrorCode.TOPIC_DELETION_DISABLED.code());
  }

  private CreatePartitionsTopicResult grow(
      String name, int count, List<CreatePartitionsAssignment> assignments) {
    return fixture
        .run(
            new Command.CreatePartitions(
                new CreatePartitionsRequest()
                    .topics(
                        List.of(
                            new CreatePartitionsTopic()
                                .name(name)
                                .count(count)
                                .assignments(assignments)))))
        .results()
        .getFirst();
  }

  @Test
  void partitionsAreAdded() {
    fixture.create(topic("t", 2, 2));
    assertThat(grow("t", 4, null).errorCode()).isZero();
    List<CreatePartitionsAssignment> manual =
        List.of(new CreatePartitionsAssignment().brokerIds(List.of(3, 2)));
    assertThat(grow("t", 5, manual).errorCode()).isZero();
    assertThat(image("t").partitions()).hasSize(5);
    assertThat(image("t").partition(4).replicas()).containsExactly(3, 2);
    assertThat(image("t").partition(3).replicas()).hasSize(2);
  }

  @Test
  void partitionsAreNeverTakenAway() {
    fixture.create(topic("t", 2, 1));
    assertThat(grow("t", 2, null).errorMessage()).isEqualTo("Topic already has 2 partition(s).");
    assertThat(grow("t", 1, null).errorMessage())
        .isEqualTo("The topic t currently has 2 partition(s); 1 would not be an increase.");
    assertThat(grow("t", -1, null).errorCode()).isEqualTo(ErrorCode.INVALID_PARTITIONS.code());
    assertThat(grow("x", 3, null).errorCode())
        .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
    assertThat(
            grow("t", 4, List.of(new CreatePartitionsAssignment().brokerIds(List.of(1))))
                .errorMessage())
        .isEqualTo(
            "Attempted to add 2 additional partition(s), but 1 assignment(s) were specified.");
    assertThat(grow("t", Integer.MAX_VALUE, null).errorCode())
        .isEqualTo(ErrorCode.POLICY_VIOLATION.code());
  }
}
