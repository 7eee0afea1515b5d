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
    List<Shard> shards) {

  /** One handler for each API. */
  public List<ApiHandler<?>> all() {
    return Stream.of(cluster(), topics(), logs()).<ApiHandler<?>>flatMap(List::stream).toList();
  }

  private List<ApiHandler<?>> cluster() {
    return List.of(
        new MetadataHandler(image, listeners, controller, config.autoCreateTopicsEnable()));
  }

  private List<ApiHandler<?>> topics() {
    return List.of(new CreateTopicsHandler(controller), new DeleteTopicsHandler(controller));
  }

  private List<ApiHandler<?>> logs() {
    TopicLeaders leaders = new TopicLeaders(image, partitions);
    List<ProducerIds> idsByShard =
        shards.stream()
            .map(shard -> new ProducerIds(shard, controller, image, config.nodeId()))
            .toList();
    return List.of(new ListOffsetsHandler(leaders), new InitProducerIdHandler(idsByShard));
  }
}
