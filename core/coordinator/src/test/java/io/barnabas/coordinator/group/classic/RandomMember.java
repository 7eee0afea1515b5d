package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Requester;
import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.JoinGroupResponse.JoinGroupResponseMember;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupRequest.MemberIdentity;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupRequest.SyncGroupRequestAssignment;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A client that follows the protocol, as long as it is not made to crash or to dawdle. */
final class RandomMember {
  static final String GROUP = "g";

  private final String name;
  private final @Nullable String instanceId;
  private final short version;
  private final Stage<ClassicMachine> stage;
  private final GenerationLedger ledger;
  private final SeededRandomness randomness;
  private String memberId = "";
  private int generation = -1;
  private List<JoinGroupResponseMember> toAssign = List.of();
  private boolean leads;
  private boolean joined;
  private @Nullable String owned;

  /** Grows when it crashes: answers to what it asked before are not for it. */
  private int life;

  private @Nullable CompletableFuture<?> waiting;

  RandomMember(
      int number, Stage<ClassicMachine> stage, GenerationLedger ledger, SeededRandomness seed) {
    this.name = "c" + number;
    this.stage = stage;
    this.ledger = ledger;
    this.randomness = seed;
    this.instanceId = randomness.chance(300) ? "i" + number : null;
    this.version = (short) (instanceId == null ? randomness.nextInt(10) : 9);
  }

  /** Does what the protocol wants next, if it does not wait for an answer. */
  void step() {
    if (waiting != null && !waiting.isDone()) {
      return;
    }
    if (!joined) {
      join();
    } else if (owned == null) {
      sync();
    } else {
      heartbeat();
    }
  }

  boolean isSettled() {
    return owned != null;
  }

  int generation() {
    return generation;
  }

  void join() {
    JoinGroupRequest request =
        new JoinGroupRequest()
            .groupId(GROUP)
            .memberId(memberId)
            .groupInstanceId(instanceId)
            .sessionTimeoutMs(6_000)
            .rebalanceTimeoutMs(8_000 + randomness.nextInt(5_000))
            .protocolType("consumer")
            .protocols(List.of(new JoinGroupRequestProtocol().name("range")));
    Requester requester = new Requester(name, "/10.0.0.1", version);
    owned = null;
    ask(machine -> machine.classic().join(requester, request), this::onJoined);
  }

  private void onJoined(@Nullable JoinGroupResponse response, ErrorCode refusal) {
    if (response == null || response.errorCode() != ErrorCode.NONE.code()) {
      onRefused(response == null ? refusal : ErrorCode.forCode(response.errorCode()));
      if (response != null && response.errorCode() == ErrorCode.MEMBER_ID_REQUIRED.code()) {
        memberId = response.memberId();
      }
      return;
    }
    memberId = response.memberId();
    generation = response.generationId();
    toAssign = response.members();
    leads = response.leader().equals(memberId) && !response.skipAssignment();
    joined = true;
    ledger.joined(response, instanceId);
  }

  private void sync() {
    SyncGroupRequest request =
        new SyncGroupRequest()
            .groupId(GROUP)
            .memberId(memberId)
            .groupInstanceId(instanceId)
            .generationId(generation)
            .protocolType("consumer")
            .protocolName("range")
            .assignments(leads ? toAssign.stream().map(this::assignment).toList() : List.of());
    ask(machine -> machine.classic().sync(request), this::onSynced);
  }

  private SyncGroupRequestAssignment assignment(JoinGroupResponseMember member) {
    String owner = member.groupInstanceId() == null ? member.memberId() : member.groupInstanceId();
    return new SyncGroupRequestAssignment()
        .memberId(member.memberId())
        .assignment(ByteBuffer.wrap((owner + '@' + generation).getBytes(StandardCharsets.UTF_8)));
  }

  private void onSynced(@Nullable SyncGroupResponse response, ErrorCode refusal) {
    if (response == null || response.errorCode() != ErrorCode.NONE.code()) {
      onRefused(response == null ? refusal : ErrorCode.forCode(response.errorCode()));
      return;
    }
    owned = StandardCharsets.UTF_8.decode(response.assignment().duplicate()).toString();
    ledger.owns(instanceId == null ? memberId : instanceId, owned, generation);
  }

  private void heartbeat() {
    HeartbeatRequest request =
        new HeartbeatRequest()
            .groupId(GROUP)
            .memberId(memberId)
            .groupInstanceId(instanceId)
            .generationId(generation);
    ask(
        machine -> machine.classic().heartbeat(request),
        (response, refusal) -> {
          if (response == null || response.errorCode() != ErrorCode.NONE.code()) {
            onRefused(response == null ? refusal : ErrorCode.forCode(response.errorCode()));
          }
        });
  }

  void leave() {
    LeaveGroupRequest request =
        new LeaveGroupRequest()
            .groupId(GROUP)
            .members(List.of(new MemberIdentity().memberId(memberId).groupInstanceId(instanceId)));
    ask(machine -> machine.classic().leave(request), (_, _) -> {});
    forget();
  }

  /** Forgets all; a static member keeps its instance id only. */
  void crash() {
    life++;
    waiting = null;
    forget();
  }

  private void forget() {
    memberId = "";
    joined = false;
    owned = null;
  }

  /** As clients do: an unknown or fenced member begins anew, any other joins again. */
  private void onRefused(ErrorCode error) {
    joined = false;
    owned = null;
    if (error == ErrorCode.UNKNOWN_MEMBER_ID || error == ErrorCode.FENCED_INSTANCE_ID) {
      memberId = "";
    }
  }

  private <T> void ask(
      Function<ClassicMachine, Decision<T>> question, BiConsumer<@Nullable T, ErrorCode> answer) {
    int asked = life;
    CompletionStage<T> answered = stage.runtime().ask(question);
    waiting = answered.toCompletableFuture();
    ledger.asked(waiting);
    answered.whenComplete(
        (response, failure) -> {
          if (asked == life) {
            answer.accept(
                response,
                failure instanceof CoordinatorException refused
                    ? refused.error()
                    : ErrorCode.UNKNOWN_SERVER_ERROR);
          }
        });
  }
}
