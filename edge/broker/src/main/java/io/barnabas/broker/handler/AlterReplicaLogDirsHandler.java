package io.barnabas.broker.handler;

import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.environment.Shard;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.AlterReplicaLogDirsRequest;
import io.barnabas.protocol.message.AlterReplicaLogDirsRequest.AlterReplicaLogDir;
import io.barnabas.protocol.message.AlterReplicaLogDirsRequest.AlterReplicaLogDirTopic;
import io.barnabas.protocol.message.AlterReplicaLogDirsResponse;
import io.barnabas.protocol.message.AlterReplicaLogDirsResponse.AlterReplicaLogDirPartitionResult;
import io.barnabas.protocol.message.AlterReplicaLogDirsResponse.AlterReplicaLogDirTopicResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Begins to move partitions' logs to other log directories of this broker (KIP-113). */
public final class AlterReplicaLogDirsHandler implements ApiHandler<AlterReplicaLogDirsRequest> {
  private final LogDirChange change;

  /** What can have logs moved. */
  @FunctionalInterface
  public interface LogDirChange {
    /** Completes on the asking shard with what became of each wish. */
    CompletionStage<Map<TopicPartition, ErrorCode>> alter(
        Shard asker, Map<TopicPartition, Path> wanted);
  }

  public AlterReplicaLogDirsHandler(LogDirChange change) {
    this.change = change;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.ALTER_REPLICA_LOG_DIRS;
  }

  @Override
  public void handle(Call<AlterReplicaLogDirsRequest> call) {
    Map<TopicPartition, Path> wanted = new LinkedHashMap<>();
    for (AlterReplicaLogDir directory : call.request().dirs()) {
      for (AlterReplicaLogDirTopic topic : directory.topics()) {
        for (int partition : topic.partitions()) {
          wanted.put(new TopicPartition(topic.name(), partition), Path.of(directory.path()));
        }
      }
    }
    call.answer(change.alter(call.shard(), wanted).thenApply(AlterReplicaLogDirsHandler::response));
  }

  private static AlterReplicaLogDirsResponse response(Map<TopicPartition, ErrorCode> errors) {
    Map<String, List<AlterReplicaLogDirPartitionResult>> byTopic =
        errors.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.getKey().topic(),
                    TreeMap::new,
                    Collectors.mapping(
                        entry -> result(entry.getKey(), entry.getValue()), Collectors.toList())));
    return new AlterReplicaLogDirsResponse()
        .results(
            byTopic.entrySet().stream()
                .map(
                    topic ->
                        new AlterReplicaLogDirTopicResult()
                            .topicName(topic.getKey())
                            .partitions(topic.getValue()))
                .toList());
  }

  private static AlterReplicaLogDirPartitionResult result(
      TopicPartition partition, ErrorCode error) {
    return new AlterReplicaLogDirPartitionResult()
        .partitionIndex(partition.partition())
        .errorCode(error.code());
  }
}
