package io.barnabas.broker.handler;

import io.barnabas.broker.cluster.ControllerClient;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.environment.Shard;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.image.ClusterImage;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the handlers work with, and how they are made of it: all but those that carry records, and
 * ApiVersions, which needs the finished table.
 *
 * @param config what the broker was started with
 * @param shards by their index
 */
public record ApiHandlers(
    BrokerConfig config,
    Supplier<ClusterImage> image,
    ListenerNames listeners,
    Partitions partitions,
    ControllerClient controller,
    LogDirReport logDirs,
    List<? extends Shard> shards) {

  /** One handler for each API. */
  public List<ApiHandler<?>> all() {
    return Stream.of(cluster(), topics(), configs(), logs())
        .<ApiHandler<?>>flatMap(List::stream)
        .toList();
  }

  private List<ApiHandler<?>> cluster() {
    return List.of(
        new MetadataHandler(image, listeners, controller, config, partitions.offline()),
        new DescribeClusterHandler(image, listeners),
        new DescribeTopicPartitionsHandler(
            image, listeners, config.maxRequestPartitionSizeLimit(), partitions.offline()),
        new DescribeLogDirsHandler(logDirs));
  }

  private List<ApiHandler<?>> topics() {
    return List.of(
        new CreateTopicsHandler(controller),
        new DeleteTopicsHandler(controller),
        new CreatePartitionsHandler(controller));
  }

  private List<ApiHandler<?>> configs() {
    return List.of(
        new DescribeConfigsHandler(config, image),
        new AlterConfigsHandler(controller),
        new IncrementalAlterConfigsHandler(controller),
        new ListConfigResourcesHandler(image));
  }

  private List<ApiHandler<?>> logs() {
    TopicLeaders leaders = new TopicLeaders(image, partitions);
    return List.of(
        new ListOffsetsHandler(leaders),
        new OffsetForLeaderEpochHandler(leaders),
        new DeleteRecordsHandler(config, image, leaders),
        new DescribeProducersHandler(leaders),
        new InitProducerIdHandler(producerIds()));
  }

  private List<ProducerIds> producerIds() {
    return shards.stream()
        .map(shard -> new ProducerIds(shard, controller, image, config.nodeId()))
        .toList();
  }
}
