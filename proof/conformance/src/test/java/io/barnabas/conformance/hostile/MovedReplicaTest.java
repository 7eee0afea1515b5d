package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.client.Topics;
import io.barnabas.conformance.group.Eventually;
import io.barnabas.conformance.wire.Batches;
import io.barnabas.conformance.wire.Requests;
import io.barnabas.conformance.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeReplicaLogDirsResult.ReplicaLogDirInfo;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.errors.LogDirNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own admin client moves a partition between log dirs under load. */
class MovedReplicaTest {
  private static final int BATCH_RECORDS = 2_000;
  private static final int BATCHES_BEFORE = 100;

  @TempDir Path folder;

  @Test
  void aReplicaIsMovedUnderLoadAndIsWholeAfterARestart() throws Exception {
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    BrokerSettings settings =
        BrokerSettings.in(folder.resolve("broker"))
            .with("log.dirs", a + "," + b)
            .with("log.durability", "pagecache");
    AtomicLong records = new AtomicLong();
    String topic;
    try (BrokerProcess process = BrokerProcess.start(settings)) {
      Broker broker = process.broker();
      topic = Topics.create(broker, "moved");
      produce(broker, topic, BATCHES_BEFORE, records);
      Path from = Files.exists(a.resolve(topic + "-0")) ? a : b;
      Path to = from.equals(a) ? b : a;
      try (Admin admin = admin(broker)) {
        move(broker, admin, topic, to, records);
        assertThat(from.resolve(topic + "-0")).doesNotExist();
        assertRefused(admin, topic);
      }
      assertThat(endOffset(broker, topic)).isEqualTo(records.get());
    }
    try (BrokerProcess process = BrokerProcess.start(settings)) {
      assertThat(endOffset(process.broker(), topic)).isEqualTo(records.get());
      produce(process.broker(), topic, 1, records);
      assertThat(endOffset(process.broker(), topic)).isEqualTo(records.get());
    }
  }

  /** Moves the replica while a producer goes on until it is there. */
  private static void move(Broker broker, Admin admin, String topic, Path to, AtomicLong records)
      throws Exception {
    TopicPartitionReplica replica = new TopicPartitionReplica(topic, 0, BrokerSettings.NODE_ID);
    AtomicBoolean moved = new AtomicBoolean();
    Thread producer =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!moved.get()) {
                    produce(broker, topic, 1, records);
                  }
                });
    try {
      admin.alterReplicaLogDirs(Map.of(replica, to.toString())).all().get();
      Eventually.holds(() -> isIn(admin, replica, to), () -> info(admin, replica));
    } finally {
      moved.set(true);
      producer.join();
    }
  }

  private static boolean isIn(Admin admin, TopicPartitionReplica replica, Path directory) {
    ReplicaLogDirInfo info = info(admin, replica);
    return directory.toString().equals(info.getCurrentReplicaLogDir())
        && info.getFutureReplicaLogDir() == null;
  }

  private static ReplicaLogDirInfo info(Admin admin, TopicPartitionReplica replica) {
    try {
      return admin.describeReplicaLogDirs(List.of(replica)).all().get().get(replica);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(Admin admin, String topic) {
    TopicPartitionReplica replica = new TopicPartitionReplica(topic, 0, BrokerSettings.NODE_ID);
    assertThatThrownBy(
            () -> admin.alterReplicaLogDirs(Map.of(replica, "/there/is/none")).all().get())
        .cause()
        .isInstanceOf(LogDirNotFoundException.class);
  }

  private static void produce(Broker broker, String topic, int batches, AtomicLong records) {
    ByteBuffer batch = Batches.of(BATCH_RECORDS);
    try (Wire wire = Wire.to(broker)) {
      for (int i = 0; i < batches; i++) {
        assertThat(Requests.produced(wire, 9, topic, batch.duplicate()).errorCode()).isZero();
        records.addAndGet(BATCH_RECORDS);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long endOffset(Broker broker, String topic) throws IOException {
    try (Wire wire = Wire.to(broker)) {
      return Requests.fetched(wire, 11, topic, 0).highWatermark();
    }
  }

  private static Admin admin(Broker broker) {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    return Admin.create(properties);
  }
}
