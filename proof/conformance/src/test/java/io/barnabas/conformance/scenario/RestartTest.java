package io.barnabas.conformance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Incoming;
import io.barnabas.conformance.client.OfficialAdmin;
import io.barnabas.conformance.client.OfficialConsumer;
import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Outgoing;
import io.barnabas.conformance.client.Reading;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
  private static final int BEFORE = 50;
  private static final int RECORDS = 6000;

  @TempDir Path folder;

  @Test
  void clientsGoOnAfterACleanRestartAndFindEverything() throws IOException {
    BrokerSettings settings = BrokerSettings.in(folder);
    List<Reader> readers = new ArrayList<>();
    try {
      String clusterId;
      try (BrokerProcess first = BrokerProcess.start(settings)) {
        clusterId = clusterId(first.broker());
        for (Release release : EnumSet.range(Release.V0_10, Release.V4_4)) {
          readers.add(Reader.start(new Clients(first.broker(), release)));
        }
        assertThat(first.stop()).as("exit code after SIGTERM").isIn(0, 143);
      }
      try (BrokerProcess second = BrokerProcess.start(settings)) {
        assertThat(clusterId(second.broker())).isEqualTo(clusterId);
        readers.forEach(Reader::goOn);
      }
    } finally {
      readers.forEach(Reader::close);
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterTheProcessWasKilled() throws IOException {
    BrokerSettings settings = BrokerSettings.in(folder).with("log.segment.bytes", "1048576");
    String topic;
    try (BrokerProcess first = BrokerProcess.start(settings)) {
      topic = Topics.create(first.broker(), "killed", 2, Map.of());
      write(Clients.newest(first.broker()), topic, 2, RECORDS);
      first.kill();
    }
    try (BrokerProcess second = BrokerProcess.start(settings)) {
      List<Incoming> read = Reading.fromStart(Clients.newest(second.broker()), topic, 2, RECORDS);
      for (int partition = 0; partition < 2; partition++) {
        int wanted = partition;
        assertThat(read.stream().filter(r -> r.partition() == wanted).map(Incoming::offset))
            .containsExactlyElementsOf(LongStream.range(0, RECORDS / 2).boxed().toList());
      }
    }
  }

  /** A producer and a consumer of one release that live through the restart. */
  private record Reader(
      Release release, String topic, OfficialProducer producer, OfficialConsumer consumer) {
    static Reader start(Clients clients) {
      String topic = Topics.create(clients.broker(), "restart", 1, Map.of("retention.ms", "-1"));
      Reader reader =
          new Reader(
              clients.release(), topic, clients.producer("retries", "20"), clients.consumer());
      reader.producer.send(
          IntStream.range(0, BEFORE).mapToObj(i -> Outgoing.of(topic, 0, "k", "v" + i)).toList());
      reader.consumer.assign(topic, 0);
      reader.consumer.seek(topic, 0, 40);
      assertThat(Reading.atLeast(reader.consumer, 10)).hasSize(10);
      return reader;
    }

    void goOn() {
      assertThat(producer.send(Outgoing.of(topic, 0, null, "after")).offset()).isEqualTo(BEFORE);
      assertThat(Reading.atLeast(consumer, 1))
          .as("%s after the restart", release)
          .extracting(Incoming::value)
          .containsExactly("after");
      consumer.seek(topic, 0, 0);
      assertThat(Reading.atLeast(consumer, BEFORE + 1))
          .extracting(Incoming::offset)
          .containsExactlyElementsOf(LongStream.rangeClosed(0, BEFORE).boxed().toList());
    }

    void close() {
      producer.close();
      consumer.close();
    }
  }

  private static String clusterId(Broker broker) {
    try (OfficialAdmin admin = Clients.newest(broker).admin()) {
      return admin.clusterId();
    }
  }

  private static void write(Clients clients, String topic, int partitions, int count) {
    try (OfficialProducer producer = clients.producer("batch.size", "5000")) {
      producer.send(
          IntStream.range(0, count)
              .mapToObj(i -> Outgoing.of(topic, i % partitions, "k", "v".repeat(500)))
              .toList());
    }
  }
}
