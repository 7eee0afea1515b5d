package io.barnabas.conformance.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Incoming;
import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Outgoing;
import io.barnabas.conformance.client.Reading;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedBroker.class)
class CrossReleaseTest {
  private static final int RECORDS = 10;

  /** Each release has the partition of its ordinal. Before 2.1 there was no zstd. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
  void everyReleaseReadsWhatEveryReleaseWrote(String codec, Broker broker) {
    Release oldest = codec.equals("zstd") ? Release.V2_8 : Release.V0_9;
    List<Release> writers =
        Arrays.stream(Release.values()).filter(release -> release.isAtLeast(oldest)).toList();
    int partitions = Release.values().length;
    String topic = Topics.create(broker, "cross-" + codec, partitions, Map.of());
    writers.forEach(writer -> write(new Clients(broker, writer), topic, codec));

    for (Release reader : writers.stream().filter(r -> r != Release.V0_9).toList()) {
      List<Incoming> read =
          Reading.fromStart(
              new Clients(broker, reader), topic, partitions, writers.size() * RECORDS);

      for (Release writer : writers) {
        assertThat(read.stream().filter(r -> r.partition() == writer.ordinal()))
            .as("%s reads what %s wrote", reader, writer)
            .extracting(Incoming::value)
            .containsExactlyElementsOf(values(writer));
      }
    }
  }

  private static void write(Clients clients, String topic, String codec) {
    int partition = clients.release().ordinal();
    try (OfficialProducer producer =
        clients.producer("compression.type", codec, "linger.ms", "5")) {
      producer.send(
          values(clients.release()).stream()
              .map(value -> Outgoing.of(topic, partition, "key", value))
              .toList());
    }
  }

  private static List<String> values(Release writer) {
    return IntStream.range(0, RECORDS).mapToObj(i -> writer + " wrote " + i).toList();
  }
}
