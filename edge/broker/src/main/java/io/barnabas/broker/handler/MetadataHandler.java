package io.barnabas.broker.handler;

import io.barnabas.broker.cluster.ControllerClient;
import io.barnabas.broker.cluster.InternalTopics;
import io.barnabas.broker.group.OffsetsTopic;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.controller.Command;
import io.barnabas.metadata.controller.TopicNames;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.CreateTopicsResponse.CreatableTopicResult;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataRequest.MetadataRequestTopic;
import io.barnabas.protocol.primitive.Uuid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who the brokers are, and who leads which partition. Topics asked for by name that are not
 * there are made first, where the client and {@code auto.create.topics.enable} allow it; the answer
 * then has them already.
 */
public final class MetadataHandler implements ApiHandler<MetadataRequest> {
  private static final Logger log = LoggerFactory.getLogger(MetadataHandler.class);

  /** Stands for the broker's default. */
  private static final int DEFAULT = -1;

  private final Supplier<ClusterImage> image;
  private final ListenerNames listeners;
  private final ControllerClient controller;
  private final BrokerConfig config;
  private final Supplier<Set<TopicPartition>> offline;

  /**
   * @param offline the partitions of this broker whose logs can't be had
   */
  public MetadataHandler(
      Supplier<ClusterImage> image,
      ListenerNames listeners,
      ControllerClient controller,
      BrokerConfig config,
      Supplier<Set<TopicPartition>> offline) {
    this.image = image;
    this.listeners = listeners;
    this.controller = controller;
    this.config = config;
    this.offline = offline;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.METADATA;
  }

  @Override
  public void handle(Call<MetadataRequest> call) {
    List<String> missing = missingTopics(call.request());
    if (missing.isEmpty()) {
      answer(call, Map.of());
    } else {
      create(call, missing);
    }
  }

  /** The topics to be made; of those of coordinators only the one that is served. */
  private List<String> missingTopics(MetadataRequest request) {
    List<MetadataRequestTopic> topics = request.topics();
    if (topics == null || !config.autoCreateTopicsEnable() || !request.allowAutoTopicCreation()) {
      return List.of();
    }
    ClusterImage current = image.get();
    return topics.stream()
        .filter(topic -> topic.topicId().equals(Uuid.ZERO))
        .map(MetadataRequestTopic::name)
        .filter(Objects::nonNull)
        .filter(name -> current.topics().find(name) == null)
        .filter(name -> TopicNames.isLegal(name) && mayBeMade(name))
        .distinct()
        .toList();
  }

  private static boolean mayBeMade(String name) {
    return name.equals(InternalTopics.OFFSETS) || !InternalTopics.contains(name);
  }

  private void create(Call<MetadataRequest> call, List<String> names) {
    List<CreatableTopic> topics = names.stream().map(this::creatable).toList();
    controller
        .submit(call.shard(), new Command.CreateTopics(new CreateTopicsRequest().topics(topics)))
        .thenApply(MetadataHandler::errors)
        .exceptionally(
            failure -> {
              log.warn("Could not create {}: {}", names, failure.toString());
              return Map.of();
            })
        .thenAccept(errors -> answer(call, errors))
        .exceptionally(failure -> failed(call, failure));
  }

  private CreatableTopic creatable(String name) {
    return name.equals(InternalTopics.OFFSETS)
        ? OffsetsTopic.creatable(config.coordinator(), image.get())
        : new CreatableTopic().name(name).numPartitions(DEFAULT).replicationFactor((short) DEFAULT);
  }

  /** Why topics could not be made. One that somebody else has made meanwhile is as good. */
  private static Map<String, ErrorCode> errors(CreateTopicsResponse created) {
    Map<String, ErrorCode> errors = new HashMap<>();
    for (CreatableTopicResult result : created.topics()) {
      ErrorCode error = ErrorCode.forCode(result.errorCode());
      errors.put(result.name(), told(error));
    }
    return errors;
  }

  /** NONE, too, is told when the topic is made but not yet to be seen: that is what it lacks. */
  private static ErrorCode told(@Nullable ErrorCode error) {
    return switch (error) {
      case NONE, TOPIC_ALREADY_EXISTS -> ErrorCode.LEADER_NOT_AVAILABLE;
      case null -> ErrorCode.UNKNOWN_SERVER_ERROR;
      default -> error;
    };
  }

  private static @Nullable Void failed(Call<MetadataRequest> call, Throwable failure) {
    call.fail(failure);
    return null;
  }

  private void answer(Call<MetadataRequest> call, Map<String, ErrorCode> creationErrors) {
    ClusterView view =
        new ClusterView(image.get(), listeners.listenerOf(call.connection()), offline.get());
    call.answer(new MetadataAnswer(view, call.version(), creationErrors).to(call.request()));
  }
}
