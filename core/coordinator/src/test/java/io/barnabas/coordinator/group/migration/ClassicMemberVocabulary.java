package io.barnabas.coordinator.group.migration;

import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.Requester;
import io.barnabas.coordinator.group.consumer.EmbeddedProtocol;
import io.barnabas.coordinator.group.consumer.MigrationPolicy;
import io.barnabas.coordinator.group.script.Event;
import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.coordinator.group.script.Transcript;
import io.barnabas.coordinator.group.script.Vocabulary;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerProtocolAssignment;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupRequest.MemberIdentity;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupRequest.SyncGroupRequestAssignment;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What scripts can say of members of the classic protocol. The second word names a client, which
 * keeps the member id and the generation that it was told last; {@code as} and {@code generation}
 * say otherwise.
 *
 * <pre>
 *   classic-join g A topics=orders owned=orders-0 protocols=range,sticky instance=i version=9
 *   classic-sync g A assign=A:orders-0,B:orders-1
 *   classic-heartbeat g A
 *   classic-leave g A
 *   policy upgrade                             group.consumer.migration.policy
 * </pre>
 */
final class ClassicMemberVocabulary implements Vocabulary {
  private final Stage<GroupCoordinator> stage;
  private final Transcript transcript;
  private final PolicySettings settings;
  private final Map<String, String> memberIds = new HashMap<>();
  private final Map<String, Integer> generations = new HashMap<>();

  ClassicMemberVocabulary(
      Stage<GroupCoordinator> stage, Transcript transcript, PolicySettings settings) {
    this.stage = stage;
    this.transcript = transcript;
    this.settings = settings;
  }

  @Override
  public Map<String, Consumer<Event>> verbs() {
    return Map.of(
        "classic-join", this::join,
        "classic-sync", this::sync,
        "classic-heartbeat", this::heartbeat,
        "classic-leave", this::leave,
        "policy", event -> settings.policy(MigrationPolicy.of(event.word(0))));
  }

  private String memberId(Event event) {
    String who = event.word(1);
    return event.get("as", memberIds.getOrDefault(who, ""));
  }

  private int generation(Event event) {
    return event.number("generation", generations.getOrDefault(event.word(1), -1));
  }

  private void join(Event event) {
    var subscription = EmbeddedBytes.subscription(event.list("topics"), event.list("owned"));
    List<JoinGroupRequestProtocol> protocols =
        List.of(event.get("protocols", "range").split(",")).stream()
            .map(name -> new JoinGroupRequestProtocol().name(name).metadata(subscription))
            .toList();
    JoinGroupRequest request =
        new JoinGroupRequest()
            .groupId(event.word(0))
            .memberId(memberId(event))
            .groupInstanceId(event.get("instance"))
            .sessionTimeoutMs(event.number("session", 10_000))
            .rebalanceTimeoutMs(event.number("rebalance", 30_000))
            .protocolType(event.get("type", "consumer"))
            .protocols(protocols);
    String who = event.word(1);
    Requester requester = new Requester(who, "/host", (short) event.number("version", 9));
    transcript.answer(
        who,
        stage
            .runtime()
            .ask(machine -> machine.joinGroup(requester, request))
            .thenApply(response -> noted(who, response)));
  }

  private JoinGroupResponse noted(String who, JoinGroupResponse response) {
    if (response.errorCode() == ErrorCode.MEMBER_ID_REQUIRED.code()
        || response.errorCode() == ErrorCode.NONE.code()) {
      memberIds.put(who, response.memberId());
      generations.put(who, response.generationId());
    }
    return response;
  }

  private void sync(Event event) {
    List<SyncGroupRequestAssignment> assignments =
        event.list("assign").stream().map(this::assignment).toList();
    SyncGroupRequest request =
        new SyncGroupRequest()
            .groupId(event.word(0))
            .memberId(memberId(event))
            .groupInstanceId(event.get("instance"))
            .generationId(generation(event))
            .protocolType(event.get("type", "consumer"))
            .protocolName(event.get("protocol", "range"))
            .assignments(assignments);
    stage
        .runtime()
        .ask(machine -> machine.syncGroup(request))
        .whenComplete((answer, failure) -> told(event.word(1), answer, failure));
  }

  private void told(String who, SyncGroupResponse answer, Throwable failure) {
    if (failure != null) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      transcript.print(who + " <- " + cause.getMessage());
      return;
    }
    ErrorCode error = ErrorCode.forCode(answer.errorCode());
    ConsumerProtocolAssignment assignment = EmbeddedProtocol.assignment(answer.assignment());
    transcript.print(
        who
            + " <- "
            + (error == ErrorCode.NONE
                ? Transcript.text(assignment)
                : String.valueOf(error).toLowerCase(Locale.ROOT)));
  }

  private SyncGroupRequestAssignment assignment(String text) {
    String[] parts = text.split(":");
    return new SyncGroupRequestAssignment()
        .memberId(memberIds.get(parts[0]))
        .assignment(EmbeddedBytes.assignment(List.of(parts).subList(1, parts.length)));
  }

  private void heartbeat(Event event) {
    HeartbeatRequest request =
        new HeartbeatRequest()
            .groupId(event.word(0))
            .memberId(memberId(event))
            .groupInstanceId(event.get("instance"))
            .generationId(generation(event));
    transcript.answer(event.word(1), stage.runtime().ask(machine -> machine.heartbeat(request)));
  }

  private void leave(Event event) {
    MemberIdentity member =
        new MemberIdentity().memberId(memberId(event)).groupInstanceId(event.get("instance"));
    LeaveGroupRequest request =
        new LeaveGroupRequest().groupId(event.word(0)).members(List.of(member));
    transcript.answer(event.word(1), stage.runtime().ask(machine -> machine.leaveGroup(request)));
  }
}
