package io.barnabas.metadata.controller;

import io.barnabas.environment.Randomness;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.CreatePartitionsRequest;
import io.barnabas.protocol.message.CreatePartitionsRequest.CreatePartitionsAssignment;
import io.barnabas.protocol.message.CreatePartitionsRequest.CreatePartitionsTopic;
import io.barnabas.protocol.message.CreatePartitionsResponse;
import io.barnabas.protocol.message.CreatePartitionsResponse.CreatePartitionsTopicResult;
import java.util.ArrayList;
import java.util.List;

/** Decides CreatePartitions. */
final class PartitionGrowth {
  private final ReplicaPlacer placer;

  PartitionGrowth(Randomness randomness) {
    this.placer = new ReplicaPlacer(randomness);
  }

  ControllerResult<CreatePartitionsResponse> decide(
      ClusterImage image, CreatePartitionsRequest request) {
    List<Message> records = new ArrayList<>();
    List<CreatePartitionsTopicResult> results = new ArrayList<>();
    List<String> repeated =
        Repetition.in(request.topics().stream().map(CreatePartitionsTopic::name).toList());
    for (CreatePartitionsTopic topic : request.topics()) {
      CreatePartitionsTopicResult result = new CreatePartitionsTopicResult().name(topic.name());
      try {
        if (repeated.contains(topic.name())) {
          throw new RefusedException(ErrorCode.INVALID_REQUEST, "Duplicate topic name.");
        }
        records.addAll(grow(image, topic));
      } catch (RefusedException e) {
        result.errorCode(e.code().code()).errorMessage(e.getMessage());
      }
      results.add(result);
    }
    if (request.validateOnly()) {
      records.clear();
    }
    return new ControllerResult<>(records, new CreatePartitionsResponse().results(results));
  }

  private List<Message> grow(ClusterImage image, CreatePartitionsTopic request) {
    TopicImage topic = image.topics().find(request.name());
    if (topic == null) {
      throw new RefusedException(
          ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
          "The topic '" + request.name() + "' does not exist.");
    }
    int current = topic.partitions().size();
    int additional = request.count() - current;
    checkAdditional(topic, additional);
    int factor = topic.partitions().getFirst().replicas().size();
    List<CreatePartitionsAssignment> manual = request.assignments();
    List<List<Integer>> assignment =
        manual == null || manual.isEmpty()
            ? placer.place(image, additional, factor)
            : manualAssignment(image, manual, additional, factor);
    return NewPartitions.records(image, topic.id(), current, assignment);
  }

  private static void checkAdditional(TopicImage topic, int additional) {
    int current = topic.partitions().size();
    if (additional == 0) {
      throw new RefusedException(
          ErrorCode.INVALID_PARTITIONS, "Topic already has " + current + " partition(s).");
    }
    if (additional < 0) {
      throw new RefusedException(
          ErrorCode.INVALID_PARTITIONS,
          "The topic "
              + topic.name()
              + " currently has "
              + current
              + " partition(s); "
              + (current + additional)
              + " would not be an increase.");
    }
    if (additional > TopicCreation.MAX_PARTITIONS_PER_REQUEST) {
      throw new RefusedException(
          ErrorCode.POLICY_VIOLATION,
          "Excessively large number of partitions per request: the limit is "
              + TopicCreation.MAX_PARTITIONS_PER_REQUEST);
    }
  }

  private static List<List<Integer>> manualAssignment(
      ClusterImage image, List<CreatePartitionsAssignment> manual, int additional, int factor) {
    if (manual.size() != additional) {
      throw ReplicaPlacer.invalid(
          "Attempted to add "
              + additional
              + " additional partition(s), but "
              + manual.size()
              + " assignment(s) were specified.");
    }
    List<List<Integer>> assignment = new ArrayList<>();
    for (CreatePartitionsAssignment partition : manual) {
      ReplicaPlacer.checkManual(image, partition.brokerIds(), factor);
      assignment.add(partition.brokerIds());
    }
    return assignment;
  }
}
