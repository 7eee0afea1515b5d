package io.barnabas.conformance.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.ForReleases;
import io.barnabas.conformance.client.Header;
import io.barnabas.conformance.client.Incoming;
import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Outgoing;
import io.barnabas.conformance.client.Reading;
import io.barnabas.conformance.client.RefusedException;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import io.barnabas.conformance.client.Written;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class ProduceTest {
  private static final int MEGABYTE = 1_000_000;
  private static final int RECORDS = 20;

  /** One way to produce. */
  private record Way(String codec, String acks) {
    static List<Way> all(Release release) {
      return Codecs.of(release).stream()
          .flatMap(codec -> Stream.of("0", "1", "all").map(acks -> new Way(codec, acks)))
          .toList();
    }

    OfficialProducer producer(Clients clients) {
      return clients.producer(
          "compression.type", codec, "acks", acks, "linger.ms", "5", "enable.idempotence", "false");
    }
  }

  @ForReleases
  void everyCodecAndEveryAcksIsWrittenAndReadBack(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    List<Way> ways = Way.all(release);
    String topic = Topics.create(broker, "codecs", ways.size(), Map.of());
    for (int partition = 0; partition < ways.size(); partition++) {
      try (OfficialProducer producer = ways.get(partition).producer(clients)) {
        producer.send(records(topic, partition));
      }
    }

    List<Incoming> read = Reading.fromStart(clients, topic, ways.size(), ways.size() * RECORDS);

    for (int partition = 0; partition < ways.size(); partition++) {
      int wanted = partition;
      assertThat(read.stream().filter(record -> record.partition() == wanted))
          .as("%s", ways.get(partition))
          .extracting(Incoming::value)
          .containsExactlyElementsOf(records(topic, wanted).stream().map(Outgoing::value).toList());
    }
  }

  @ForReleases
  void anAnswerTellsTheOffsetUnlessAcksIsZero(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "acks");

    try (OfficialProducer silent = clients.producer("acks", "0", "enable.idempotence", "false");
        OfficialProducer producer = clients.producer("acks", "1", "enable.idempotence", "false")) {
      assertThat(silent.send(Outgoing.of(topic, 0, null, "unanswered")).offset()).isEqualTo(-1);
      assertThat(Reading.fromStart(clients, topic, 1, 1)).hasSize(1);
      assertThat(producer.send(Outgoing.of(topic, 0, null, "answered")).offset()).isEqualTo(1);
    }
  }

  @ForReleases(since = Release.V0_11)
  void anIdempotentProducerWritesEachRecordOnceInOrder(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "idempotent", 3, Map.of());
    List<Outgoing> records =
        IntStream.range(0, 600)
            .mapToObj(i -> Outgoing.of(topic, i % 3, "k" + i, "value " + i))
            .toList();

    List<Written> written;
    // The first answer is waited for, since 1.0 can't repair its sequence where it has to retry.
    try (OfficialProducer producer =
        clients.producer(
            "enable.idempotence", "true",
            "retries", "5",
            "max.in.flight.requests.per.connection", release == Release.V0_11 ? "1" : "5",
            "batch.size", "300")) {
      records.subList(0, 3).forEach(producer::send);
      written = producer.send(records.subList(3, records.size()));
    }

    assertThat(written.stream().filter(w -> w.partition() == 1).map(Written::offset))
        .containsExactlyElementsOf(LongStream.range(1, 200).boxed().toList());
    assertThat(Reading.fromStart(clients, topic, 3, 600).stream().filter(r -> r.partition() == 1))
        .extracting(Incoming::key)
        .containsExactlyElementsOf(
            records.stream().filter(r -> r.partition() == 1).map(Outgoing::key).toList());
  }

  @ForReleases(since = Release.V0_11)
  void headersKeepTheirOrderDuplicatesAndNulls(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "headers");
    Header[] headers = {
      new Header("a", "1"), new Header("b", null), new Header("a", "2"), new Header("", "")
    };

    try (OfficialProducer producer = clients.producer()) {
      producer.send(Outgoing.of(topic, 0, "key", "value").with(headers));
    }

    assertThat(Reading.fromStart(clients, topic, 1, 1).getFirst().headers())
        .containsExactly(headers);
  }

  @ForReleases
  void createTimeIsTheProducers(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "create-time");

    try (OfficialProducer producer = clients.producer()) {
      Written written = producer.send(Outgoing.of(topic, 0, null, "v").at(1_600_000_000_123L));

      assertThat(written.timestampMs()).isEqualTo(1_600_000_000_123L);
    }
    Incoming read = Reading.fromStart(clients, topic, 1, 1).getFirst();
    assertThat(read.timestampType()).isEqualTo("CreateTime");
    assertThat(read.timestampMs()).isEqualTo(1_600_000_000_123L);
  }

  @ForReleases
  void logAppendTimeIsTheBrokers(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    Map<String, String> configs = Map.of("message.timestamp.type", "LogAppendTime");
    String topic = Topics.create(broker, "append-time", 1, configs);

    Written written;
    try (OfficialProducer producer = clients.producer()) {
      written = producer.send(Outgoing.of(topic, 0, null, "v").at(1_600_000_000_123L));
    }

    Incoming read = Reading.fromStart(clients, topic, 1, 1).getFirst();
    assertThat(read.timestampType()).isEqualTo("LogAppendTime");
    assertThat(read.timestampMs())
        .isEqualTo(written.timestampMs())
        .isNotEqualTo(1_600_000_000_123L);
  }

  @ForReleases
  void nullAndEmptyKeysAndValuesStayWhatTheyAre(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "nothing");

    try (OfficialProducer producer = clients.producer()) {
      producer.send(
          List.of(
              Outgoing.of(topic, 0, null, null),
              Outgoing.of(topic, 0, "", ""),
              Outgoing.of(topic, 0, null, "value"),
              Outgoing.of(topic, 0, "key", null)));
    }

    List<Incoming> read = Reading.fromStart(clients, topic, 1, 4);
    assertThat(read).extracting(Incoming::key).containsExactly(null, "", null, "key");
    assertThat(read).extracting(Incoming::value).containsExactly(null, "", "value", null);
  }

  @ForReleases
  void recordsOfAMegabyteArrive(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "large");

    try (OfficialProducer producer = clients.producer()) {
      producer.send(
          List.of(
              Outgoing.of(topic, 0, null, "a".repeat(MEGABYTE)),
              Outgoing.of(topic, 0, null, "small"),
              Outgoing.of(topic, 0, null, "c".repeat(MEGABYTE))));
    }

    assertThat(Reading.fromStart(clients, topic, 1, 3))
        .extracting(Incoming::value)
        .containsExactly("a".repeat(MEGABYTE), "small", "c".repeat(MEGABYTE));
  }

  @ForReleases
  void aRecordThatIsTooLargeIsRefusedAndTheNextIsNot(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "too-large");

    try (OfficialProducer producer = clients.producer("max.request.size", "4000000")) {
      Outgoing large = Outgoing.of(topic, 0, null, "x".repeat(MEGABYTE * 2));

      assertThat(catchThrowableOfType(RefusedException.class, () -> producer.send(large)).error())
          .isEqualTo("RecordTooLargeException");
      assertThat(producer.send(Outgoing.of(topic, 0, null, "small")).offset()).isZero();
    }
  }

  @ForReleases
  void aTopicIsMadeWhenItIsFirstWrittenTo(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.name("made-by-writing");

    try (OfficialProducer producer = clients.producer()) {
      producer.send(Outgoing.of(topic, 0, "key", "value"));
    }

    assertThat(Reading.fromStart(clients, topic, 1, 1)).extracting(Incoming::key).contains("key");
  }

  private static List<Outgoing> records(String topic, int partition) {
    return IntStream.range(0, RECORDS)
        .mapToObj(i -> Outgoing.of(topic, partition, "key" + i, "value " + i + " ".repeat(i)))
        .toList();
  }
}
