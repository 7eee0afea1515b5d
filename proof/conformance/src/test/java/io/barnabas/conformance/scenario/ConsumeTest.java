package io.barnabas.conformance.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.ForReleases;
import io.barnabas.conformance.client.Incoming;
import io.barnabas.conformance.client.OfficialConsumer;
import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Outgoing;
import io.barnabas.conformance.client.Reading;
import io.barnabas.conformance.client.RefusedException;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.TimedOffset;
import io.barnabas.conformance.client.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class ConsumeTest {
  private static final long START_MS = 1_700_000_000_000L;
  private static final int RECORDS = 100;

  @ForReleases
  void readingStartsAtTheBeginningAtAnOffsetAndAtTheEnd(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = hundredRecords(broker, 1);

    try (OfficialConsumer consumer = clients.consumer()) {
      consumer.assign(topic, 0);
      consumer.seek(topic, 0, 60);
      assertThat(offsets(Reading.atLeast(consumer, 40))).containsExactlyElementsOf(range(60, 100));
      consumer.seekToBeginning(topic, 0);
      assertThat(offsets(Reading.atLeast(consumer, 100))).containsExactlyElementsOf(range(0, 100));
      consumer.seekToEnd(topic, 0);
      assertThat(consumer.position(topic, 0)).isEqualTo(100);
      write(clients, topic, 0, "late");
      assertThat(Reading.atLeast(consumer, 1)).extracting(Incoming::value).containsExactly("late");
      assertThat(consumer.position(topic, 0)).isEqualTo(101);
    }
  }

  @ForReleases
  void offsetsAreFoundByTime(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = hundredRecords(broker, 2);

    try (OfficialConsumer consumer = clients.consumer()) {
      assertThat(consumer.offsetsForTimes(topic, Map.of(0, START_MS + 45, 1, START_MS + 51)))
          .containsEntry(0, new TimedOffset(23, START_MS + 46))
          .containsEntry(1, new TimedOffset(25, START_MS + 51));
      assertThat(consumer.offsetsForTimes(topic, Map.of(0, 0L, 1, START_MS + 1000)))
          .containsExactly(Map.entry(0, new TimedOffset(0, START_MS)));
    }
  }

  @ForReleases
  void beginningAndEndOffsetsAreTold(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = hundredRecords(broker, 4);

    try (OfficialConsumer consumer = clients.consumer()) {
      assertThat(consumer.beginningOffsets(topic, 0, 1, 2, 3))
          .isEqualTo(Map.of(0, 0L, 1, 0L, 2, 0L, 3, 0L));
      assertThat(consumer.endOffsets(topic, 0, 1, 2, 3))
          .isEqualTo(Map.of(0, 25L, 1, 25L, 2, 25L, 3, 25L));
    }
  }

  @ForReleases
  void severalPartitionsAreReadEachInOrder(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = hundredRecords(broker, 4);

    List<Incoming> read = Reading.fromStart(clients, topic, 4, RECORDS);

    for (int partition = 0; partition < 4; partition++) {
      int wanted = partition;
      assertThat(offsets(read.stream().filter(r -> r.partition() == wanted).toList()))
          .containsExactlyElementsOf(range(0, 25));
    }
  }

  /** Small fetches; most partitions have nothing new most of the time. */
  @ForReleases
  void manyPollsOfManyPartitionsMissNothing(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    int partitions = 12;
    String topic = Topics.create(broker, "many-polls", partitions, Map.of());
    int[] all = IntStream.range(0, partitions).toArray();

    try (OfficialProducer producer = clients.producer();
        OfficialConsumer consumer =
            clients.consumer("max.partition.fetch.bytes", "200", "max.poll.records", "7")) {
      consumer.assign(topic, all);
      consumer.seekToBeginning(topic, all);
      List<Incoming> read = new ArrayList<>();
      for (int round = 0; round < 20; round++) {
        producer.send(Outgoing.of(topic, round % partitions, null, "first of " + round));
        producer.send(Outgoing.of(topic, 5, null, "second of " + round));
        read.addAll(Reading.atLeast(consumer, 2));
      }

      assertThat(read).hasSize(40);
      assertThat(read.stream().filter(r -> r.partition() == 5).map(Incoming::offset))
          .containsExactlyElementsOf(range(0, 22));
    }
  }

  @ForReleases
  void aFetchedPartitionMayBeReplacedByOthers(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = hundredRecords(broker, 4);

    try (OfficialConsumer consumer = clients.consumer("fetch.max.wait.ms", "30")) {
      for (int round = 0; round < 3; round++) {
        for (int partition = 0; partition < 4; partition++) {
          consumer.assign(topic, partition);
          consumer.seek(topic, partition, 20);
          List<Incoming> read = Reading.atLeast(consumer, 5);
          assertThat(offsets(read)).containsExactlyElementsOf(range(20, 25));
          assertThat(read).extracting(Incoming::partition).containsOnly(partition);
        }
      }
    }
  }

  @ForReleases
  void anOffsetOutOfRangeIsResetAsConfigured(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = hundredRecords(broker, 1);

    try (OfficialConsumer earliest = clients.consumer("auto.offset.reset", "earliest");
        OfficialConsumer latest = clients.consumer("auto.offset.reset", "latest")) {
      seekTo(earliest, topic, 100_000);
      assertThat(offsets(Reading.atLeast(earliest, RECORDS)))
          .containsExactlyElementsOf(range(0, 100));
      seekTo(latest, topic, 100_000);
      pollUntilPositionIs(latest, topic, 100);
      write(clients, topic, 0, "new");
      assertThat(Reading.atLeast(latest, 1)).extracting(Incoming::value).containsExactly("new");
    }
  }

  @ForReleases
  void anOffsetOutOfRangeIsAnErrorWhereNoResetIsConfigured(Release release, Broker broker) {
    String topic = hundredRecords(broker, 1);

    try (OfficialConsumer none =
        new Clients(broker, release).consumer("auto.offset.reset", "none")) {
      seekTo(none, topic, 100_000);

      assertThat(
              catchThrowableOfType(RefusedException.class, () -> Reading.atLeast(none, 1)).error())
          .isEqualTo("OffsetOutOfRangeException");
    }
  }

  @ForReleases
  void aTopicThatIsNotThereGivesNothingUntilItIs(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.name("later");

    try (OfficialConsumer consumer =
        clients.consumer("metadata.max.age.ms", "300", "allow.auto.create.topics", "false")) {
      seekTo(consumer, topic, 0);
      assertThat(consumer.poll(200)).isEmpty();
      write(Clients.newest(broker), topic, 0, "there");
      assertThat(Reading.atLeast(consumer, 1)).extracting(Incoming::value).containsExactly("there");
    }
  }

  private static void seekTo(OfficialConsumer consumer, String topic, long offset) {
    consumer.assign(topic, 0);
    consumer.seek(topic, 0, offset);
  }

  private static void pollUntilPositionIs(OfficialConsumer consumer, String topic, long offset) {
    for (int poll = 0; poll < 100 && consumer.position(topic, 0) != offset; poll++) {
      assertThat(consumer.poll(100)).isEmpty();
    }
    assertThat(consumer.position(topic, 0)).isEqualTo(offset);
  }

  private static void write(Clients clients, String topic, int partition, String value) {
    try (OfficialProducer producer = clients.producer()) {
      producer.send(Outgoing.of(topic, partition, null, value));
    }
  }

  /** Record i is in partition i modulo their number, its time i after the start. */
  private static String hundredRecords(Broker broker, int partitions) {
    String topic = Topics.create(broker, "consume", partitions, Map.of());
    try (OfficialProducer producer = Clients.newest(broker).producer("batch.size", "400")) {
      producer.send(
          IntStream.range(0, RECORDS)
              .mapToObj(i -> Outgoing.of(topic, i % partitions, "k", "v" + i).at(START_MS + i))
              .toList());
    }
    return topic;
  }

  private static List<Long> offsets(List<Incoming> records) {
    return records.stream().map(Incoming::offset).toList();
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
