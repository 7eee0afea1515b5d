package io.barnabas.metadata.controller;

import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.DeleteTopicsRequest;
import io.barnabas.protocol.message.DeleteTopicsRequest.DeleteTopicState;
import io.barnabas.protocol.message.DeleteTopicsResponse;
import io.barnabas.protocol.message.DeleteTopicsResponse.DeletableTopicResult;
import io.barnabas.protocol.metadata.RemoveTopicRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides DeleteTopics. */
final class TopicDeletion {
  private final boolean isEnabled;

  /**
   * @param isEnabled {@code delete.topic.enable}
   */
  TopicDeletion(boolean isEnabled) {
    this.isEnabled = isEnabled;
  }

  ControllerResult<DeleteTopicsResponse> decide(ClusterImage image, DeleteTopicsRequest request) {
    List<DeleteTopicState> asked = new ArrayList<>(request.topics());
    request.topicNames().forEach(name -> asked.add(new DeleteTopicState().name(name)));
    List<Message> records = new ArrayList<>();
    List<DeletableTopicResult> results = new ArrayList<>();
    Set<Uuid> deleted = new HashSet<>();
    for (DeleteTopicState state : asked) {
      DeletableTopicResult result =
          new DeletableTopicResult().name(state.name()).topicId(state.topicId());
      try {
        TopicImage topic = find(image, state);
        if (!deleted.add(topic.id())) {
          throw new RefusedException(ErrorCode.INVALID_REQUEST, "Duplicate topic name or id.");
        }
        records.add(new RemoveTopicRecord().topicId(topic.id()));
        result.name(topic.name()).topicId(topic.id());
      } catch (RefusedException e) {
        result.errorCode(e.code().code()).errorMessage(e.getMessage());
      }
      results.add(result);
    }
    return new ControllerResult<>(records, new DeleteTopicsResponse().responses(results));
  }

  private TopicImage find(ClusterImage image, DeleteTopicState state) {
    if (!isEnabled) {
      throw new RefusedException(ErrorCode.TOPIC_DELETION_DISABLED, "Topic deletion is disabled.");
    }
    String name = state.name();
    boolean hasId = !state.topicId().equals(Uuid.ZERO);
    if (hasId == (name != null)) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          hasId
              ? "You may not specify both topic name and topic id."
              : "Neither topic name nor id were specified.");
    }
    TopicImage topic =
        name != null ? image.topics().find(name) : image.topics().find(state.topicId());
    if (topic == null) {
      throw new RefusedException(
          hasId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
          hasId
              ? ErrorCode.UNKNOWN_TOPIC_ID.message()
              : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.message());
    }
    return topic;
  }
}
