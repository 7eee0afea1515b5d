package io.barnabas.cli.rehearsal;

import io.barnabas.client.metadata.TopicView;
import io.barnabas.client.network.BrokerConnection;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchResponse;

/** Consumers that are behind and read what is there, in small pieces and in large ones. */
final class FetchScene {
  private static final int SMALL_BYTES = 20_000;
  private static final int LARGE_BYTES = 1 << 20;
  private static final int IN_FLIGHT = 3;

  /** Fetches begin as far apart, in records. */
  private static final int STRIDE = 997;

  private final BrokerConnection connection;
  private final int times;

  FetchScene(BrokerConnection connection, int times) {
    this.connection = connection;
    this.times = times;
  }

  void play(TopicView topic) {
    read(topic, times / 4, SMALL_BYTES);
    read(topic, times / 50, LARGE_BYTES);
  }

  private void read(TopicView topic, int count, int maxBytes) {
    FetchResponse first =
        connection.ask(Fetched.request(topic, 0, 0, maxBytes), FetchResponse.class);
    long end = Fetched.highWatermark(first);
    int partitions = topic.partitions().size();
    new RequestStream<>(
            connection, FetchResponse.class, FetchRequest.HIGHEST_VERSION, Fetched::errorCode)
        .send(
            count,
            IN_FLIGHT,
            number ->
                Fetched.request(
                    topic, number % partitions, (long) number * STRIDE % end, maxBytes));
  }
}
