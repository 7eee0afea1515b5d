package io.barnabas.broker.handler.group;

import io.barnabas.broker.cluster.ControllerClient;
import io.barnabas.broker.cluster.InternalTopics;
import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.group.OffsetsTopic;
import io.barnabas.broker.handler.ClusterView;
import io.barnabas.broker.handler.ListenerNames;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.metadata.config.CoordinatorConfig;
import io.barnabas.metadata.controller.Command;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsResponse.CreatableTopicResult;
import io.barnabas.protocol.message.FindCoordinatorRequest;
import io.barnabas.protocol.message.FindCoordinatorResponse;
import io.barnabas.protocol.message.FindCoordinatorResponse.Coordinator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which broker coordinates a group. The first who asks has the topic made that the
 * coordinators work on.
 */
public final class FindCoordinatorHandler implements ApiHandler<FindCoordinatorRequest> {
  private static final Logger log = LoggerFactory.getLogger(FindCoordinatorHandler.class);
  private static final byte GROUP = 0;
  private static final byte TRANSACTION = 1;
  private static final byte SHARE = 2;

  /** Versions with several keys (KIP-699). */
  private static final short FIRST_BATCHED_VERSION = 4;

  private final Supplier<ClusterImage> image;
  private final ListenerNames listeners;
  private final ControllerClient controller;
  private final GroupCoordinators coordinators;
  private final CoordinatorConfig config;

  public FindCoordinatorHandler(
      Supplier<ClusterImage> image,
      ListenerNames listeners,
      ControllerClient controller,
      GroupCoordinators coordinators,
      CoordinatorConfig config) {
    this.image = image;
    this.listeners = listeners;
    this.controller = controller;
    this.coordinators = coordinators;
    this.config = config;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.FIND_COORDINATOR;
  }

  @Override
  public void handle(Call<FindCoordinatorRequest> call) {
    boolean needsTopic =
        call.request().keyType() == GROUP
            && image.get().topics().find(InternalTopics.OFFSETS) == null;
    CompletionStage<Void> ready =
        needsTopic ? createTopic(call) : CompletableFuture.completedStage(null);
    call.answer(ready.thenApply(_ -> answer(call)));
  }

  /** Completes whether or not it worked: what there is then decides on the answer. */
  private CompletionStage<Void> createTopic(Call<FindCoordinatorRequest> call) {
    var topic = OffsetsTopic.creatable(config, image.get());
    return controller
        .submit(
            call.shard(),
            new Command.CreateTopics(new CreateTopicsRequest().topics(List.of(topic))))
        .handle(
            (created, failure) -> {
              if (failure != null) {
                log.warn("{} can't be created: {}", topic.name(), failure.toString());
              } else {
                created.topics().forEach(FindCoordinatorHandler::logRefusal);
              }
              return null;
            });
  }

  private static void logRefusal(CreatableTopicResult result) {
    if (result.errorCode() != ErrorCode.NONE.code()
        && result.errorCode() != ErrorCode.TOPIC_ALREADY_EXISTS.code()) {
      log.warn("{} can't be created: {}", result.name(), result.errorMessage());
    }
  }

  private FindCoordinatorResponse answer(Call<FindCoordinatorRequest> call) {
    FindCoordinatorRequest request = call.request();
    ClusterView view = new ClusterView(image.get(), listeners.listenerOf(call.connection()));
    if (call.version() >= FIRST_BATCHED_VERSION) {
      return new FindCoordinatorResponse()
          .coordinators(
              request.coordinatorKeys().stream()
                  .map(key -> find(view, request.keyType(), key))
                  .toList());
    }
    Coordinator only = find(view, request.keyType(), request.key());
    return new FindCoordinatorResponse()
        .errorCode(only.errorCode())
        .errorMessage(only.errorMessage())
        .nodeId(only.nodeId())
        .host(only.host())
        .port(only.port());
  }

  private Coordinator find(ClusterView view, byte keyType, String key) {
    return switch (keyType) {
      case GROUP -> coordinatorOf(view, key);
      case TRANSACTION ->
          refusal(key, ErrorCode.UNSUPPORTED_VERSION, "transactions are not served here");
      case SHARE -> refusal(key, ErrorCode.UNSUPPORTED_VERSION, "share groups are not served here");
      default -> refusal(key, ErrorCode.INVALID_REQUEST, "there is no key type " + keyType);
    };
  }

  private Coordinator coordinatorOf(ClusterView view, String groupId) {
    var topic = view.image().topics().find(InternalTopics.OFFSETS);
    var partition = topic == null ? null : topic.partition(coordinators.partitionOf(groupId));
    int leader = partition == null ? -1 : view.leaderOf(partition);
    return view.nodes().stream()
        .filter(node -> node.broker().id() == leader)
        .findFirst()
        .map(
            node ->
                new Coordinator()
                    .key(groupId)
                    .nodeId(leader)
                    .host(node.endpoint().host())
                    .port(node.endpoint().port()))
        .orElseGet(
            () ->
                refusal(
                    groupId,
                    ErrorCode.COORDINATOR_NOT_AVAILABLE,
                    ErrorCode.COORDINATOR_NOT_AVAILABLE.message()));
  }

  private static Coordinator refusal(String key, ErrorCode error, String message) {
    return new Coordinator()
        .key(key)
        .nodeId(-1)
        .host("")
        .port(-1)
        .errorCode(error.code())
        .errorMessage(message);
  }
}
