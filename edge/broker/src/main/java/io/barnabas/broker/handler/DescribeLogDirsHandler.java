package io.barnabas.broker.handler;

import io.barnabas.broker.handler.LogDirReport.LogDir;
import io.barnabas.broker.handler.LogDirReport.LogSize;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.DescribeLogDirsRequest;
import io.barnabas.protocol.message.DescribeLogDirsRequest.DescribableLogDirTopic;
import io.barnabas.protocol.message.DescribeLogDirsResponse;
import io.barnabas.protocol.message.DescribeLogDirsResponse.DescribeLogDirsPartition;
import io.barnabas.protocol.message.DescribeLogDirsResponse.DescribeLogDirsResult;
import io.barnabas.protocol.message.DescribeLogDirsResponse.DescribeLogDirsTopic;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the sizes of logs by log directory, and the room that is left (KIP-113, KIP-827). */
public final class DescribeLogDirsHandler implements ApiHandler<DescribeLogDirsRequest> {
  private final LogDirReport logDirs;

  public DescribeLogDirsHandler(LogDirReport logDirs) {
    this.logDirs = logDirs;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.DESCRIBE_LOG_DIRS;
  }

  @Override
  public void handle(Call<DescribeLogDirsRequest> call) {
    Predicate<TopicPartition> asked = asked(call.request().topics());
    call.answer(
        logDirs
            .report(call.shard())
            .thenApply(all -> all.stream().map(dir -> result(dir, asked)).toList())
            .thenApply(results -> new DescribeLogDirsResponse().results(results))
            .exceptionally(
                failure ->
                    new DescribeLogDirsResponse().errorCode(Failure.of(failure).error().code())));
  }

  private static Predicate<TopicPartition> asked(@Nullable List<DescribableLogDirTopic> topics) {
    if (topics == null) {
      return _ -> true;
    }
    Set<TopicPartition> named = new HashSet<>();
    for (DescribableLogDirTopic topic : topics) {
      topic.partitions().forEach(index -> named.add(new TopicPartition(topic.topic(), index)));
    }
    return named::contains;
  }

  private static DescribeLogDirsResult result(LogDir dir, Predicate<TopicPartition> asked) {
    Map<String, List<LogSize>> byTopic =
        dir.logs().stream()
            .filter(log -> asked.test(log.partition()))
            .collect(
                Collectors.groupingBy(
                    log -> log.partition().topic(), TreeMap::new, Collectors.toList()));
    return new DescribeLogDirsResult()
        .errorCode(dir.error().code())
        .logDir(dir.path())
        .totalBytes(dir.totalBytes())
        .usableBytes(dir.usableBytes())
        .topics(
            byTopic.entrySet().stream()
                .map(topic -> topic(topic.getKey(), topic.getValue()))
                .toList());
  }

  private static DescribeLogDirsTopic topic(String name, List<LogSize> logs) {
    return new DescribeLogDirsTopic()
        .name(name)
        .partitions(logs.stream().map(DescribeLogDirsHandler::partition).toList());
  }

  private static DescribeLogDirsPartition partition(LogSize log) {
    return new DescribeLogDirsPartition()
        .partitionIndex(log.partition().partition())
        .partitionSize(log.sizeBytes())
        .offsetLag(log.offsetLag())
        .isFutureKey(log.isFuture());
  }
}
