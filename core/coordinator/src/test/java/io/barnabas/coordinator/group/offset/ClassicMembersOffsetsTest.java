package io.barnabas.coordinator.group.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Requester;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.OffsetDeleteRequest;
import io.barnabas.protocol.message.OffsetDeleteRequest.OffsetDeleteRequestPartition;
import io.barnabas.protocol.message.OffsetDeleteRequest.OffsetDeleteRequestTopic;
import io.barnabas.protocol.message.OffsetDeleteResponse;
import io.barnabas.protocol.message.SyncGroupRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offsets of a group with a member of the classic protocol. */
class ClassicMembersOffsetsTest {
  private static final int SESSION_MS = 10_000;

  private final OffsetsOnStage stage = new OffsetsOnStage();

  @BeforeEach
  void topics() {
    stage.catalog().add("orders", 2);
  }

  /** One member that joins by a version which needs no member id. */
  private JoinGroupResponse join(String protocolType) {
    JoinGroupRequest request =
        new JoinGroupRequest()
            .groupId("g")
            .sessionTimeoutMs(SESSION_MS)
            .rebalanceTimeoutMs(SESSION_MS)
            .protocolType(protocolType)
            .protocols(
                List.of(
                    new JoinGroupRequestProtocol()
                        .name("range")
                        .metadata(ByteBuffer.wrap(new byte[] {9}))));
    var joined =
        stage
            .runtime()
            .ask(it -> it.joinGroup(new Requester("c", "/10.0.0.1", (short) 3), request))
            .toCompletableFuture();
    stage.pass(SESSION_MS / 2);
    JoinGroupResponse member = Objects.requireNonNull(joined.getNow(null));
    stage.await(
        it ->
            it.syncGroup(
                new SyncGroupRequest()
                    .groupId("g")
                    .memberId(member.memberId())
                    .generationId(member.generationId())));
    return member;
  }

  private String state() {
    return Objects.requireNonNull(stage.machine().groups().find("g")).stateName();
  }

  private OffsetDeleteResponse delete() {
    OffsetDeleteRequest request =
        new OffsetDeleteRequest()
            .groupId("g")
            .topics(
                List.of(
                    new OffsetDeleteRequestTopic()
                        .name("orders")
                        .partitions(List.of(new OffsetDeleteRequestPartition()))));
    return stage.await(it -> it.offsets().delete(request));
  }

  @Test
  void aMemberLivesAsLongAsItCommits() {
    JoinGroupResponse member = join("consumer");

    for (int commits = 0; commits < 4; commits++) {
      stage.pass(SESSION_MS - 1_000);
      assertThat(stage.commit("g", member.memberId(), member.generationId(), 0, 1))
          .containsExactly(ErrorCode.NONE);
    }
    assertThat(state()).isEqualTo("Stable");

    stage.pass(SESSION_MS);
    assertThat(state()).isEqualTo("Empty");
  }

  @Test
  void aCommitThatIsRefusedDoesNotKeepItAlive() {
    JoinGroupResponse member = join("consumer");
    stage.pass(SESSION_MS - 1_000);

    assertThat(stage.commit("g", member.memberId(), member.generationId() + 1, 0, 1))
        .containsExactly(ErrorCode.ILLEGAL_GENERATION);

    stage.pass(1_000);
    assertThat(state()).isEqualTo("Empty");
  }

  @Test
  void outsidersMayNotCommitBesideMembers() {
    join("consumer");

    assertThat(stage.commit("g", "", -1, 0, 1)).containsExactly(ErrorCode.UNKNOWN_MEMBER_ID);
  }

  @Test
  void consumersThatDoNotSayWhatTheyReadMayReadAnything() {
    join("consumer");

    assertThat(delete().topics().getFirst().partitions().getFirst().errorCode())
        .isEqualTo(ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC.code());
  }

  @Test
  void noOffsetIsDeletedWhereMembersAreNotConsumers() {
    join("connect");

    Assertions.assertThatThrownBy(this::delete)
        .cause()
        .isInstanceOfSatisfying(
            CoordinatorException.class,
            refused -> assertThat(refused.error()).isEqualTo(ErrorCode.NON_EMPTY_GROUP));
  }
}
