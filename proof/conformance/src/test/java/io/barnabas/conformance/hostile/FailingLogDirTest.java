package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.client.Topics;
import io.barnabas.conformance.group.Eventually;
import io.barnabas.conformance.wire.Batches;
import io.barnabas.conformance.wire.Requests;
import io.barnabas.conformance.wire.Wire;
import io.barnabas.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker with two log dirs, the second of which goes away under it, as a disk does. */
class FailingLogDirTest {
  private final Map<String, Integer> acknowledged = new HashMap<>();
  @TempDir Path folder;

  @Test
  void aLogDirThatGoesAwayTakesItsPartitionsAloneAndBringsThemBack() throws Exception {
    Path good = folder.resolve("good");
    Path bad = folder.resolve("bad");
    Path away = folder.resolve("away");
    BrokerSettings settings =
        BrokerSettings.in(folder.resolve("broker"))
            .with("log.dirs", good + "," + bad)
            .with("log.durability", "pagecache");
    try (BrokerProcess process = BrokerProcess.start(settings)) {
      Broker broker = process.broker();
      String first = oneRecord(broker);
      String second = oneRecord(broker);
      String onBad = Files.exists(bad.resolve(first + "-0")) ? first : second;
      String onGood = onBad.equals(first) ? second : first;
      assertThat(bad.resolve(onBad + "-0")).exists();

      Files.move(bad, away);
      Files.writeString(bad, "a file where a folder was");
      Eventually.holds(
          () -> produced(broker, onBad) == ErrorCode.KAFKA_STORAGE_ERROR, () -> "it is online");

      assertThat(produced(broker, onGood)).isEqualTo(ErrorCode.NONE);
      try (Admin admin = admin(broker)) {
        assertThat(partition(admin, onBad).leader()).isNull();
        assertThat(partition(admin, onGood).leader()).isNotNull();
        Map<String, LogDirDescription> dirs = logDirs(admin);
        assertThat(dirs.get(bad.toString()).error()).isInstanceOf(KafkaStorageException.class);
        assertThat(dirs.get(good.toString()).error()).isNull();

        Files.delete(bad);
        Files.move(away, bad);
        Eventually.holds(() -> produced(broker, onBad) == ErrorCode.NONE, () -> "it is offline");
        assertThat(partition(admin, onBad).leader()).isNotNull();
      }
      try (Wire wire = Wire.to(broker)) {
        assertThat(Batches.entries(Requests.records(Requests.fetched(wire, 11, onBad, 0))))
            .hasSize(acknowledged.get(onBad));
      }
    }
  }

  private String oneRecord(Broker broker) throws IOException {
    String topic = Topics.create(broker, "failing");
    assertThat(produced(broker, topic)).isEqualTo(ErrorCode.NONE);
    return topic;
  }

  /** Open files outlive their folder's name, so that some records are still taken at first. */
  private ErrorCode produced(Broker broker, String topic) {
    try (Wire wire = Wire.to(broker)) {
      short error = Requests.produced(wire, 9, topic, Batches.of(1)).errorCode();
      if (error == 0) {
        acknowledged.merge(topic, 1, Integer::sum);
      }
      return ErrorCode.forCode(error);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Admin admin(Broker broker) {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    return Admin.create(properties);
  }

  private static TopicPartitionInfo partition(Admin admin, String topic) throws Exception {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .getFirst();
  }

  private static Map<String, LogDirDescription> logDirs(Admin admin) throws Exception {
    return admin.describeLogDirs(List.of(1)).allDescriptions().get().get(1);
  }
}
