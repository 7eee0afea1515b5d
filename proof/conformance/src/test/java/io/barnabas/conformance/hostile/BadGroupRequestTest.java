package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Topics;
import io.barnabas.conformance.wire.GroupRequests;
import io.barnabas.conformance.wire.Wire;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.OffsetCommitRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classic protocol and commits, asked for what can't be. */
@ExtendWith(SharedBroker.class)
class BadGroupRequestTest {
  private static final int NO_GENERATION = -1;
  private static final String NOBODY = "nobody-1";

  private String group = "";

  @BeforeEach
  void aGroupHasACoordinator(Broker broker) throws IOException {
    group = Topics.name("bad");
    try (Wire wire = Wire.to(broker)) {
      GroupRequests.awaitCoordinator(wire, group);
    }
  }

  @Test
  void whoJoinsWithoutAnIdIsGivenOneFirst(Broker broker) throws IOException {
    try (Wire wire = Wire.to(broker)) {
      JoinGroupResponse answer = join(wire, "");

      assertThat(error(answer)).isEqualTo(ErrorCode.MEMBER_ID_REQUIRED);
      assertThat(answer.memberId()).startsWith("wire-");
      assertThat(error(join(wire, answer.memberId()))).isEqualTo(ErrorCode.NONE);
    }
  }

  @Test
  void aMemberNobodyKnowsIsUnknown(Broker broker) throws IOException {
    String topic = Topics.create(broker, "unknown");
    try (Wire wire = Wire.to(broker)) {
      assertThat(error(join(wire, NOBODY))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
      assertAllUnknown(wire);
      assertThat(commit(wire, NOBODY, 1, topic)).isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND);
      GroupRequests.joinAlone(wire, group);
      assertThat(error(join(wire, NOBODY))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
      assertAllUnknown(wire);
      assertThat(commit(wire, NOBODY, 1, topic)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }
  }

  private void assertAllUnknown(Wire wire) throws IOException {
    assertThat(GroupRequests.sync(wire, group, NOBODY, 1, "range"))
        .isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    assertThat(GroupRequests.heartbeat(wire, group, NOBODY, 1))
        .isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    assertThat(GroupRequests.leave(wire, group, NOBODY)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void anotherGenerationIsIllegal(int difference, Broker broker) throws IOException {
    String topic = Topics.create(broker, "illegal");
    try (Wire wire = Wire.to(broker)) {
      JoinGroupResponse joined = GroupRequests.joinAlone(wire, group);
      int generation = joined.generationId() + difference;
      ErrorCode expected = difference == 0 ? ErrorCode.NONE : ErrorCode.ILLEGAL_GENERATION;

      assertThat(GroupRequests.sync(wire, group, joined.memberId(), generation, "range"))
          .isEqualTo(expected);
      assertThat(GroupRequests.heartbeat(wire, group, joined.memberId(), generation))
          .isEqualTo(expected);
      assertThat(commit(wire, joined.memberId(), generation, topic)).isEqualTo(expected);
    }
  }

  @Test
  void protocolsThatNobodyElseHasAreInconsistent(Broker broker) throws IOException {
    try (Wire wire = Wire.to(broker);
        Wire other = Wire.to(broker)) {
      assertThat(error(GroupRequests.join(wire, GroupRequests.joining(group, ""))))
          .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
      JoinGroupResponse joined = GroupRequests.joinAlone(wire, group);
      assertThat(error(GroupRequests.join(other, GroupRequests.joining(group, "", "sticky"))))
          .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
      assertThat(
              error(
                  GroupRequests.join(
                      other, GroupRequests.joining(group, "", "range").protocolType("connect"))))
          .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
      assertThat(
              GroupRequests.sync(
                  wire, group, joined.memberId(), joined.generationId(), "roundrobin"))
          .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 99, 1_800_001, Integer.MAX_VALUE})
  void aSessionTimeoutHasLimits(int timeoutMs, Broker broker) throws IOException {
    try (Wire wire = Wire.to(broker)) {
      JoinGroupRequest request =
          GroupRequests.joining(group, "", "range").sessionTimeoutMs(timeoutMs);

      assertThat(error(GroupRequests.join(wire, request)))
          .isEqualTo(ErrorCode.INVALID_SESSION_TIMEOUT);
    }
  }

  @Test
  void aGroupOfMembersHasAName(Broker broker) throws IOException {
    try (Wire wire = Wire.to(broker)) {
      assertThat(error(GroupRequests.join(wire, GroupRequests.joining("", "", "range"))))
          .isEqualTo(ErrorCode.INVALID_GROUP_ID);
      assertThat(GroupRequests.sync(wire, "", NOBODY, 1, "range"))
          .isEqualTo(ErrorCode.INVALID_GROUP_ID);
      assertThat(GroupRequests.heartbeat(wire, "", NOBODY, 1))
          .isEqualTo(ErrorCode.INVALID_GROUP_ID);
      assertThat(GroupRequests.leave(wire, "", NOBODY)).isEqualTo(ErrorCode.INVALID_GROUP_ID);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 249, 3000, 32_767})
  void aNameMayBeLong(int length, Broker broker) throws IOException {
    String topic = Topics.create(broker, "long");
    group = (group + "x".repeat(length)).substring(0, Math.max(length, group.length()));
    group = group.substring(0, Math.min(32_767, group.length()));
    try (Wire wire = Wire.to(broker)) {
      assertThat(commit(wire, "", NO_GENERATION, topic)).isEqualTo(ErrorCode.NONE);
      assertThat(GroupRequests.joinAlone(wire, group).generationId()).isPositive();
    }
  }

  @Test
  void aCommitNeedsATopicOfTheBrokerAndShortMetadata(Broker broker) throws IOException {
    String topic = Topics.create(broker, "metadata");
    try (Wire wire = Wire.to(broker)) {
      assertThat(commit(wire, "", NO_GENERATION, "not-there"))
          .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
      assertThat(committing(wire, topic, 5, "")).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
      assertThat(committing(wire, topic, 0, "m".repeat(4097)))
          .isEqualTo(ErrorCode.OFFSET_METADATA_TOO_LARGE);
      assertThat(committing(wire, topic, 0, "m".repeat(4096))).isEqualTo(ErrorCode.NONE);
    }
  }

  @Test
  void nobodyCommitsFromOutsideWhileThereAreMembers(Broker broker) throws IOException {
    String topic = Topics.create(broker, "outside");
    try (Wire wire = Wire.to(broker)) {
      assertThat(commit(wire, "", NO_GENERATION, topic)).isEqualTo(ErrorCode.NONE);
      JoinGroupResponse joined = GroupRequests.joinAlone(wire, group);
      assertThat(commit(wire, "", NO_GENERATION, topic)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
      assertThat(commit(wire, joined.memberId(), joined.generationId(), topic))
          .isEqualTo(ErrorCode.NONE);
      assertThat(GroupRequests.leave(wire, group, joined.memberId())).isEqualTo(ErrorCode.NONE);
      assertThat(commit(wire, "", NO_GENERATION, topic)).isEqualTo(ErrorCode.NONE);
    }
  }

  /** All on one connection, none waiting for the one before; another client is served meanwhile. */
  @Test
  void oneClientMayMakeThousandsOfGroups(Broker broker) throws IOException {
    int groups = 3000;
    String topic = Topics.create(broker, "thousands");
    try (Wire many = Wire.to(broker);
        Wire other = Wire.to(broker)) {
      JoinGroupResponse joined = GroupRequests.joinAlone(other, group);
      for (int i = 0; i < groups; i++) {
        OffsetCommitRequest commit =
            GroupRequests.committing(group + "-" + i, "", NO_GENERATION, topic);
        many.sendFrame(GroupRequests.commitFrame(i, commit));
      }
      assertThat(GroupRequests.heartbeat(other, group, joined.memberId(), joined.generationId()))
          .isEqualTo(ErrorCode.NONE);
      for (int i = 0; i < groups; i++) {
        assertThat(GroupRequests.committed(many.readFrame())).isEqualTo(ErrorCode.NONE);
      }
    }
  }

  private JoinGroupResponse join(Wire wire, String memberId) throws IOException {
    return GroupRequests.join(wire, GroupRequests.joining(group, memberId, "range"));
  }

  private @Nullable ErrorCode commit(Wire wire, String memberId, int generation, String topic)
      throws IOException {
    return GroupRequests.commit(wire, GroupRequests.committing(group, memberId, generation, topic));
  }

  private @Nullable ErrorCode committing(Wire wire, String topic, int partition, String metadata)
      throws IOException {
    OffsetCommitRequest request = GroupRequests.committing(group, "", NO_GENERATION, topic);
    request
        .topics()
        .getFirst()
        .partitions()
        .getFirst()
        .partitionIndex(partition)
        .committedMetadata(metadata);
    return GroupRequests.commit(wire, request);
  }

  private static @Nullable ErrorCode error(JoinGroupResponse answer) {
    return ErrorCode.forCode(answer.errorCode());
  }
}
