package io.barnabas.broker.handler;

import io.barnabas.broker.fetch.Fetch;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.replication.fetch.FetchSessions;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads from partitions, at once or when there is enough (long poll), in the light of the client's
 * session.
 */
public final class FetchHandler implements ApiHandler<FetchRequest> {
  private final Supplier<ClusterImage> image;
  private final Partitions partitions;
  private final List<FetchSessions> sessionsByShard;
  private final int maxBytes;

  /**
   * @param sessionsByShard the sessions of each shard, by its index
   * @param maxBytes the most that one answer holds ({@code fetch.max.bytes})
   */
  public FetchHandler(
      Supplier<ClusterImage> image,
      Partitions partitions,
      List<FetchSessions> sessionsByShard,
      int maxBytes) {
    this.image = image;
    this.partitions = partitions;
    this.sessionsByShard = sessionsByShard;
    this.maxBytes = maxBytes;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.FETCH;
  }

  @Override
  public void handle(Call<FetchRequest> call) {
    FetchSessions sessions = sessionsByShard.get(call.shard().index());
    new Fetch(call, sessions, image.get(), partitions, maxBytes).start();
  }
}
