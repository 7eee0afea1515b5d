package io.barnabas.broker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.log.DirectoryRoom;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DeleteRecordsRequest;
import io.barnabas.protocol.message.DeleteRecordsRequest.DeleteRecordsPartition;
import io.barnabas.protocol.message.DeleteRecordsRequest.DeleteRecordsTopic;
import io.barnabas.protocol.message.DeleteRecordsResponse;
import io.barnabas.protocol.message.FindCoordinatorRequest;
import io.barnabas.protocol.message.ListOffsetsRequest;
import io.barnabas.protocol.message.ListOffsetsRequest.ListOffsetsPartition;
import io.barnabas.protocol.message.ListOffsetsRequest.ListOffsetsTopic;
import io.barnabas.protocol.message.ListOffsetsResponse;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.barnabas.protocol.message.OffsetCommitResponse;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What producers leave free on a disk. */
class DiskReserveTest {
  private static final int MB = 1 << 20;
  private static final int CAPACITY = 16 * MB;
  private static final int RESERVE = 8 * MB;

  @Test
  void theDefaultIsAHundredthOfTheDiskAndAtMostAGibibyte() {
    DiskReserve reserve = new DiskReserve(-1);
    long gib = 1L << 30;

    assertThat(reserve.allowed(new DirectoryRoom(1_000, 500))).isEqualTo(490);
    assertThat(reserve.allowed(new DirectoryRoom(1_000, 5))).isZero();
    assertThat(reserve.allowed(new DirectoryRoom(1_000 * gib, 3 * gib))).isEqualTo(2 * gib);
  }

  @Test
  void aReserveThatIsSetHoldsAndNoneMayBeSet() {
    assertThat(new DiskReserve(100).allowed(new DirectoryRoom(1_000, 150))).isEqualTo(50);
    assertThat(new DiskReserve(0).allowed(new DirectoryRoom(1_000, 150))).isEqualTo(150);
  }

  private final SimulatedBroker broker =
      new SimulatedBroker(2)
          .set("log.disk.reserve.bytes", String.valueOf(RESERVE))
          .set("group.initial.rebalance.delay.ms", "0")
          .set("offsets.topic.num.partitions", "1")
          .set("log.journal.file.bytes", String.valueOf(MB))
          .set("log.journal.files", "2");

  private Topics topics() {
    return new Topics(broker.connect());
  }

  private PartitionProduceResponse produce(int bytes) {
    return topics().produce("orders", 0, Topics.batch(bytes));
  }

  /** Fills the disk as far as producers may; gives how many records that took. */
  private int fill() {
    int records = 0;
    PartitionProduceResponse answer = produce(MB / 2);
    while (answer.errorCode() == 0 && records < 100) {
      records++;
      answer = produce(MB / 2);
    }
    assertThat(Topics.error(answer)).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    assertThat(answer.errorMessage()).contains("log.disk.reserve.bytes");
    return records;
  }

  private void startWithASmallDisk() {
    broker.start();
    broker.volume().setCapacity(CAPACITY);
    topics()
        .create(
            "orders",
            1,
            Map.of(
                "segment.bytes", "1048576",
                "file.delete.delay.ms", "0",
                "durability", "pagecache"));
    broker.runForMs(2_000);
  }

  private long usableBytes() throws IOException {
    return broker.volume().usableBytes(SimulatedBroker.LOG_DIR);
  }

  @Test
  void producersAreRefusedBeforeTheReserveIsTouchedAndTakenAgainWhenThereIsRoom()
      throws IOException {
    startWithASmallDisk();

    int records = fill();
    broker.runForMs(5_000);
    assertThat(usableBytes()).isGreaterThanOrEqualTo(RESERVE);
    assertThat(Topics.error(produce(MB / 2))).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    deleteRecords(records);
    broker.runForMs(5_000);

    PartitionProduceResponse answer = produce(MB / 2);
    assertThat(Topics.error(answer)).isEqualTo(ErrorCode.NONE);
    assertThat(answer.baseOffset()).isEqualTo(records);
  }

  private void deleteRecords(int beforeOffset) {
    DeleteRecordsPartition partition =
        new DeleteRecordsPartition().partitionIndex(0).offset(beforeOffset);
    DeleteRecordsTopic topic =
        new DeleteRecordsTopic().name("orders").partitions(List.of(partition));
    DeleteRecordsResponse answer =
        broker.connect().ask(2, new DeleteRecordsRequest().topics(List.of(topic)));
    assertThat(answer.topics().getFirst().partitions().getFirst().errorCode()).isZero();
  }

  @Test
  void theReserveIsThereForReadersAndCommittedOffsets() {
    startWithASmallDisk();
    commit();
    int records = fill();
    broker.runForMs(5_000);
    assertThat(Topics.error(produce(MB / 2))).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);

    assertThat(commit()).isEqualTo(ErrorCode.NONE);
    assertThat(endOffset()).isEqualTo(records);
  }

  private ErrorCode commit() {
    for (int i = 0; i < 100; i++) {
      broker.connect().ask(3, new FindCoordinatorRequest().key("g"));
      broker.runForMs(100);
      ErrorCode error = tryToCommit();
      if (error == ErrorCode.NONE) {
        return error;
      }
    }
    return tryToCommit();
  }

  private ErrorCode tryToCommit() {
    OffsetCommitRequestPartition partition =
        new OffsetCommitRequestPartition().partitionIndex(0).committedOffset(1);
    OffsetCommitRequestTopic topic =
        new OffsetCommitRequestTopic().name("orders").partitions(List.of(partition));
    OffsetCommitResponse answer =
        broker.connect().ask(8, new OffsetCommitRequest().groupId("g").topics(List.of(topic)));
    return ErrorCode.forCode(answer.topics().getFirst().partitions().getFirst().errorCode());
  }

  private long endOffset() {
    ListOffsetsPartition partition = new ListOffsetsPartition().partitionIndex(0).timestamp(-1);
    ListOffsetsTopic topic = new ListOffsetsTopic().name("orders").partitions(List.of(partition));
    ListOffsetsResponse answer =
        broker.connect().ask(7, new ListOffsetsRequest().replicaId(-1).topics(List.of(topic)));
    return answer.topics().getFirst().partitions().getFirst().offset();
  }
}
