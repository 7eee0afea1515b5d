package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.group.GroupConfig;
import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.OffsetCommitter;
import io.barnabas.coordinator.group.Requester;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.consumer.ConsumerProtocol;
import io.barnabas.coordinator.group.consumer.UniformSettings;
import io.barnabas.coordinator.group.offset.OffsetConfig;
import io.barnabas.coordinator.group.script.Event;
import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.coordinator.group.script.Transcript;
import io.barnabas.coordinator.group.script.Vocabulary;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.coordinator.GroupMetadataKey;
import io.barnabas.protocol.message.DescribeGroupsResponse.DescribedGroup;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupRequest.MemberIdentity;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupRequest.SyncGroupRequestAssignment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What scripts of the classic protocol can say. The first word names a client, which keeps the
 * member id and the generation that it was told last; {@code as} and {@code generation} say
 * otherwise.
 *
 * <pre>
 *   configure initial-delay=0 max-size=2       a coordinator of other configs loads the log
 *   join A v9 protocols=range:x,sticky:y instance=I session=10000 rebalance=30000 type=consumer
 *   sync A assign=A:x,B:y protocol=range type=consumer
 *   heartbeat A
 *   leave A B                                  leave instance=I
 *   commit A                                   whether it may commit offsets
 *   describe
 *   delete
 * </pre>
 */
final class ClassicVocabulary implements Vocabulary {
  private static final String GROUP = "g";
  private static final OffsetConfig OFFSETS = new OffsetConfig(4096, 604_800_000, 600_000);

  private final Transcript transcript;
  private final Stage<GroupCoordinator> stage;
  private final Map<String, String> memberIds = new HashMap<>();
  private final Map<String, Integer> generations = new HashMap<>();
  private ClassicConfig config = ClassicConfig.DEFAULT;

  ClassicVocabulary(Transcript transcript) {
    this.transcript = transcript;
    stage =
        new Stage<>(
            context ->
                new GroupCoordinator(
                    context,
                    () -> TopicCatalog.of(0, List.of()),
                    new GroupConfig(
                        config, OFFSETS, ConsumerProtocol.with(UniformSettings.DEFAULTS)),
                    GroupMetrics.NONE),
            transcript::record);
  }

  Stage<GroupCoordinator> stage() {
    return stage;
  }

  @Override
  public Map<String, Consumer<Event>> verbs() {
    return Map.of(
        "configure", this::configure,
        "join", this::join,
        "sync", this::sync,
        "heartbeat", this::heartbeat,
        "leave", this::leave,
        "commit", this::commit,
        "describe", this::describe,
        "delete", _ -> delete());
  }

  private void configure(Event event) {
    config =
        new ClassicConfig(
            event.number("initial-delay", config.initialRebalanceDelayMs()),
            event.number("min-session", config.minSessionTimeoutMs()),
            event.number("max-session", config.maxSessionTimeoutMs()),
            event.number("max-size", config.maxSize()));
    stage.runtime().reload();
  }

  private void join(Event event) {
    String who = event.word(0);
    JoinGroupRequest request =
        new JoinGroupRequest()
            .groupId(event.get("group", GROUP))
            .memberId(memberId(event))
            .groupInstanceId(event.get("instance"))
            .sessionTimeoutMs(event.number("session", 10_000))
            .rebalanceTimeoutMs(event.number("rebalance", 30_000))
            .protocolType(event.get("type", "consumer"))
            .protocols(protocols(event.get("protocols", "range:" + who)))
            .reason(event.get("reason"));
    Requester requester = new Requester(who, "/10.0.0.1", version(event, 9));
    CompletionStage<JoinGroupResponse> answer =
        stage.runtime().ask(machine -> machine.joinGroup(requester, request));
    transcript.answer(who, answer.thenApply(response -> noted(who, response)));
  }

  private JoinGroupResponse noted(String who, JoinGroupResponse response) {
    if (!response.memberId().isEmpty()) {
      memberIds.put(who, response.memberId());
    }
    if (response.generationId() >= 0) {
      generations.put(who, response.generationId());
    }
    return response;
  }

  private static List<JoinGroupRequestProtocol> protocols(String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(text.split(",")).stream().map(ClassicVocabulary::protocol).toList();
  }

  private static JoinGroupRequestProtocol protocol(String text) {
    int colon = text.indexOf(':');
    return new JoinGroupRequestProtocol()
        .name(text.substring(0, colon))
        .metadata(bytes(text.substring(colon + 1)));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private void sync(Event event) {
    List<SyncGroupRequestAssignment> assignments =
        event.list("assign").stream().map(this::assignment).toList();
    SyncGroupRequest request =
        new SyncGroupRequest()
            .groupId(event.get("group", GROUP))
            .memberId(memberId(event))
            .groupInstanceId(event.get("instance"))
            .generationId(generation(event))
            .protocolType(event.get("type"))
            .protocolName(event.get("protocol"))
            .assignments(assignments);
    transcript.answer(event.word(0), stage.runtime().ask(machine -> machine.syncGroup(request)));
  }

  private SyncGroupRequestAssignment assignment(String text) {
    int colon = text.indexOf(':');
    return new SyncGroupRequestAssignment()
        .memberId(memberIds.get(text.substring(0, colon)))
        .assignment(bytes(text.substring(colon + 1)));
  }

  private void heartbeat(Event event) {
    HeartbeatRequest request =
        new HeartbeatRequest()
            .groupId(event.get("group", GROUP))
            .memberId(memberId(event))
            .groupInstanceId(event.get("instance"))
            .generationId(generation(event));
    transcript.answer(event.word(0), stage.runtime().ask(machine -> machine.heartbeat(request)));
  }

  private void leave(Event event) {
    String instanceId = event.get("instance");
    List<MemberIdentity> members =
        event.words().isEmpty()
            ? List.of(new MemberIdentity().groupInstanceId(instanceId))
            : event.words().stream()
                .map(who -> new MemberIdentity().memberId(idOf(who)).groupInstanceId(instanceId))
                .toList();
    LeaveGroupRequest request =
        new LeaveGroupRequest().groupId(event.get("group", GROUP)).members(members);
    transcript.answer("group", stage.runtime().ask(machine -> machine.leaveGroup(request)));
  }

  private void commit(Event event) {
    OffsetCommitter committer =
        new OffsetCommitter(
            memberId(event),
            event.get("instance"),
            generation(event),
            event.says("transactional"),
            (short) 9);
    CompletionStage<GroupMetadataKey> answer =
        stage
            .runtime()
            .ask(
                machine -> {
                  machine.groups().find(GROUP).validateOffsetCommit(committer);
                  return Decision.answer(new GroupMetadataKey().group(GROUP));
                });
    answer.whenComplete(
        (allowed, _) -> {
          if (allowed != null) {
            transcript.print(event.word(0) + " may commit");
          } else {
            transcript.answer(event.word(0), answer);
          }
        });
  }

  private void describe(Event event) {
    DescribedGroup described =
        stage.runtime().machine().describeClassicGroup(event.get("group", GROUP));
    transcript.print(described == null ? "no such group" : Transcript.text(described));
  }

  private void delete() {
    stage
        .runtime()
        .ask(
            machine -> {
              List<CoordinatorRecord> tombstones = machine.groups().find(GROUP).tombstones();
              return Decision.<@Nullable Void>of(tombstones, null);
            });
  }

  private String memberId(Event event) {
    String as = event.get("as");
    return as != null ? as.equals("nobody") ? "" : as : idOf(event.word(0));
  }

  private String idOf(String who) {
    return memberIds.getOrDefault(who, "");
  }

  private int generation(Event event) {
    return event.number("generation", generations.getOrDefault(event.word(0), -1));
  }

  private static short version(Event event, int otherwise) {
    return event.words().stream()
        .filter(word -> word.matches("v\\d+"))
        .map(word -> Short.parseShort(word.substring(1)))
        .findFirst()
        .orElse((short) otherwise);
  }
}
