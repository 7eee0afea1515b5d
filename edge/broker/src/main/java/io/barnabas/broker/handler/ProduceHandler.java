package io.barnabas.broker.handler;

import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.produce.Produce;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.ProduceRequest;
import java.util.function.Supplier;

/** Appends what producers send. */
public final class ProduceHandler implements ApiHandler<ProduceRequest> {
  private final Supplier<ClusterImage> image;
  private final Partitions partitions;

  public ProduceHandler(Supplier<ClusterImage> image, Partitions partitions) {
    this.image = image;
    this.partitions = partitions;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.PRODUCE;
  }

  @Override
  public void handle(Call<ProduceRequest> call) {
    new Produce(call, image.get(), partitions).start();
  }
}
