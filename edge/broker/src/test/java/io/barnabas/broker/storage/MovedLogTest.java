package io.barnabas.broker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.environment.Volume;
import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Operation;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.AlterReplicaLogDirsRequest;
import io.barnabas.protocol.message.AlterReplicaLogDirsRequest.AlterReplicaLogDir;
import io.barnabas.protocol.message.AlterReplicaLogDirsRequest.AlterReplicaLogDirTopic;
import io.barnabas.protocol.message.AlterReplicaLogDirsResponse;
import io.barnabas.protocol.message.DeleteRecordsRequest;
import io.barnabas.protocol.message.DeleteRecordsRequest.DeleteRecordsPartition;
import io.barnabas.protocol.message.DeleteRecordsRequest.DeleteRecordsTopic;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchRequest.FetchPartition;
import io.barnabas.protocol.message.FetchRequest.FetchTopic;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.FetchResponse.PartitionData;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Logs that are moved from one directory to another while they are used, and crashes meanwhile. */
class MovedLogTest {
  private static final Path A = SimulatedBroker.ROOT.resolve("a");
  private static final Path B = SimulatedBroker.ROOT.resolve("b");
  private static final String TOPIC = "orders";
  private static final int MB = 1 << 20;

  private SimulatedBroker broker = newBroker();

  private static SimulatedBroker newBroker() {
    return new SimulatedBroker(2).set("log.dirs", A + "," + B);
  }

  private Topics topics() {
    return new Topics(broker.connect());
  }

  /** A topic whose partition is in the first directory and whose records are synced at once. */
  private void start() {
    broker.start();
    topics().create(TOPIC, 1, Map.of("flush.messages", "1", "segment.bytes", String.valueOf(MB)));
    produce();
    assertThat(broker.volume().exists(A.resolve("orders-0"))).isTrue();
  }

  private PartitionProduceResponse produce() {
    PartitionProduceResponse answer = topics().produce(TOPIC, 0, Topics.batch(MB / 4));
    assertThat(Topics.error(answer)).isEqualTo(ErrorCode.NONE);
    return answer;
  }

  private ErrorCode alter(String topic, Path directory) {
    AlterReplicaLogDirsResponse answer = broker.connect().ask(2, alteration(topic, directory));
    return ErrorCode.forCode(answer.results().getFirst().partitions().getFirst().errorCode());
  }

  private static AlterReplicaLogDirsRequest alteration(String topic, Path directory) {
    AlterReplicaLogDirTopic named =
        new AlterReplicaLogDirTopic().name(topic).partitions(List.of(0));
    AlterReplicaLogDir wanted =
        new AlterReplicaLogDir().path(directory.toString()).topics(List.of(named));
    return new AlterReplicaLogDirsRequest().dirs(List.of(wanted));
  }

  private PartitionData fetch(long offset) {
    FetchPartition partition =
        new FetchPartition().partition(0).fetchOffset(offset).partitionMaxBytes(100);
    FetchTopic topic = new FetchTopic().topic(TOPIC).partitions(List.of(partition));
    FetchResponse answer =
        broker.connect().ask(11, new FetchRequest().replicaId(-1).topics(List.of(topic)));
    return answer.responses().getFirst().partitions().getFirst();
  }

  private List<String> folders(Path directory, Predicate<String> named) throws IOException {
    return broker.volume().list(directory).stream()
        .map(Volume.Entry::name)
        .filter(name -> name.startsWith(TOPIC + "-0"))
        .filter(named)
        .toList();
  }

  private void assertIsIn(Path directory) throws IOException {
    Path other = directory.equals(A) ? B : A;
    assertThat(folders(directory, _ -> true)).containsExactly("orders-0");
    assertThat(folders(other, _ -> true)).isEmpty();
  }

  @Test
  void aLogIsMovedWithAllThatIsInIt() throws IOException {
    start();
    for (int i = 0; i < 10; i++) {
      produce();
    }

    assertThat(alter(TOPIC, B)).isEqualTo(ErrorCode.NONE);
    broker.runForMs(10_000);

    assertIsIn(B);
    assertThat(produce().baseOffset()).isEqualTo(11);
    assertThat(fetch(0).highWatermark()).isEqualTo(12);
    broker.stop();
    broker.start();
    assertThat(produce().baseOffset()).isEqualTo(12);
    assertThat(fetch(3).errorCode()).isZero();
  }

  @Test
  void itMayBeMovedThereAndBackAgain() throws IOException {
    start();
    for (Path directory : List.of(B, A, B)) {
      assertThat(alter(TOPIC, directory)).isEqualTo(ErrorCode.NONE);
      produce();
      broker.runForMs(10_000);
      assertIsIn(directory);
    }
    assertThat(produce().baseOffset()).isEqualTo(4);
  }

  @Test
  void appendsGoOnWhileALogIsMoved() throws IOException {
    start();
    long sent = 1;
    assertThat(alter(TOPIC, B)).isEqualTo(ErrorCode.NONE);
    for (int i = 0; i < 50; i++) {
      assertThat(produce().baseOffset()).isEqualTo(sent++);
    }
    broker.runForMs(10_000);

    assertIsIn(B);
    assertThat(fetch(0).highWatermark()).isEqualTo(sent);
  }

  @Test
  void anIdempotentProducerIsKnownAfterTheMove() {
    start();
    topics().produce(TOPIC, 0, Topics.batch(7, 0));
    alter(TOPIC, B);
    broker.runForMs(10_000);

    assertThat(topics().produce(TOPIC, 0, Topics.batch(7, 0)).baseOffset()).isEqualTo(1);
    assertThat(topics().produce(TOPIC, 0, Topics.batch(7, 1)).baseOffset()).isEqualTo(2);
  }

  @Test
  void deletedRecordsStayDeletedAfterTheMoveAndACrash() {
    start();
    for (int i = 0; i < 10; i++) {
      produce();
    }
    deleteRecords(7);
    alter(TOPIC, B);
    broker.runForMs(10_000);
    assertThat(fetch(7).logStartOffset()).isEqualTo(7);

    broker.crash();
    broker.start();

    assertThat(fetch(6).errorCode()).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE.code());
    assertThat(produce().baseOffset()).isEqualTo(11);
  }

  @Test
  void anEmptiedLogKeepsItsEnd() throws IOException {
    start();
    produce();
    deleteRecords(2);
    alter(TOPIC, B);
    broker.runForMs(10_000);

    assertIsIn(B);
    broker.crash();
    broker.start();
    assertThat(produce().baseOffset()).isEqualTo(2);
  }

  private void deleteRecords(long beforeOffset) {
    DeleteRecordsPartition partition =
        new DeleteRecordsPartition().partitionIndex(0).offset(beforeOffset);
    DeleteRecordsTopic topic = new DeleteRecordsTopic().name(TOPIC).partitions(List.of(partition));
    broker.connect().ask(2, new DeleteRecordsRequest().topics(List.of(topic)));
  }

  @Test
  void aMoveIsRefusedAsByKafka() {
    start();

    assertThat(alter(TOPIC, SimulatedBroker.ROOT.resolve("c")))
        .isEqualTo(ErrorCode.LOG_DIR_NOT_FOUND);
    assertThat(alter("x".repeat(249), B)).isEqualTo(ErrorCode.INVALID_TOPIC_EXCEPTION);
    assertThat(alter("unknown", B)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    broker.volume().setFaults(o -> o.path().startsWith(B) ? Fault.FAIL : Fault.NONE);
    broker.runForMs(2_000);
    assertThat(alter(TOPIC, B)).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
  }

  @Test
  void aDirectoryChosenForATopicThatIsNotThereYetIsRemembered() {
    start();
    assertThat(alter("first", A)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    topics().create("first", 1);

    assertThat(Topics.error(topics().produce("first", 0, Topics.batch(1))))
        .isEqualTo(ErrorCode.NONE);
    assertThat(broker.volume().exists(A.resolve("first-0"))).isTrue();
  }

  @Test
  void aTopicThatIsDeletedWhileItsLogIsMovedLeavesNothing() throws IOException {
    start();
    alter(TOPIC, B);
    topics().delete(TOPIC);
    broker.runForMs(10_000);

    assertThat(folders(A, _ -> true)).isEmpty();
    assertThat(folders(B, _ -> true)).isEmpty();
  }

  @Test
  void aMoveToADirectoryThatFailsIsGivenUpAndTheLogStays() throws IOException {
    start();
    broker
        .volume()
        .setFaults(o -> o.path().toString().contains("-future") ? Fault.FAIL : Fault.NONE);
    assertThat(alter(TOPIC, B)).isEqualTo(ErrorCode.NONE);
    broker.runForMs(10_000);
    assertThat(produce().baseOffset()).isEqualTo(1);

    broker.volume().setFaults(FaultPlan.NONE);
    assertThat(alter(TOPIC, B)).isEqualTo(ErrorCode.NONE);
    broker.runForMs(10_000);
    assertIsIn(B);
    assertThat(produce().baseOffset()).isEqualTo(2);
  }

  @Test
  void whereverACrashInterruptsAMoveOneLogIsThereWithAllThatWasAcknowledged() throws IOException {
    long operations = operationsOfAMove();
    assertThat(operations).isGreaterThan(20);
    for (long at = 1; at <= operations; at++) {
      crashAt(at);
    }
  }

  @Test
  void whereverAnOperationFailsInAMoveTheLogGoesOn() throws IOException {
    long operations = operationsOfAMove();
    for (long at = 1; at <= operations; at++) {
      failAt(at);
    }
  }

  private long operationsOfAMove() {
    broker = newBroker();
    startWithRecords();
    long before = broker.volume().operations();
    alter(TOPIC, B);
    broker.runForMs(500);
    return broker.volume().operations() - before;
  }

  private void startWithRecords() {
    start();
    for (int i = 0; i < 5; i++) {
      produce();
    }
    broker.runForMs(50);
  }

  private void crashAt(long number) throws IOException {
    broker = newBroker();
    startWithRecords();
    long first = broker.volume().operations();
    broker.volume().setFaults(FaultPlan.onOperation(first + number, Fault.CRASH));
    // The broker may crash before it answers.
    broker.connect().send(2, alteration(TOPIC, B));
    broker.runForMs(500);
    broker.volume().setFaults(FaultPlan.NONE);
    if (!broker.volume().isCrashed()) {
      broker.crash();
    }
    broker.start();

    assertThat(currentFolders()).as("after a crash at operation %d", number).hasSize(1);
    assertThat(fetch(0).highWatermark()).as("after a crash at operation %d", number).isEqualTo(6);
    assertThat(produce().baseOffset()).isEqualTo(6);
    broker.runForMs(10_000);
    assertThat(currentFolders()).hasSize(1);
    assertThat(Stream.of(A, B).flatMap(this::futures)).isEmpty();
  }

  private void failAt(long number) throws IOException {
    broker = newBroker();
    startWithRecords();
    AtomicLong left = new AtomicLong(number);
    broker.volume().setFaults(operation -> isNext(operation, left) ? Fault.FAIL : Fault.NONE);
    // The broker may crash before it answers.
    broker.connect().send(2, alteration(TOPIC, B));
    broker.runForMs(20_000);
    broker.volume().setFaults(FaultPlan.NONE);
    broker.runForMs(60_000);

    assertThat(currentFolders()).as("after a failure at operation %d", number).hasSize(1);
    assertThat(produce().baseOffset()).as("after a failure at operation %d", number).isEqualTo(6);
    assertThat(fetch(0).highWatermark()).isEqualTo(7);
  }

  private static boolean isNext(Operation operation, AtomicLong left) {
    return operation.path().toString().contains(TOPIC) && left.decrementAndGet() == 0;
  }

  private List<String> currentFolders() throws IOException {
    return Stream.concat(
            folders(A, "orders-0"::equals).stream(), folders(B, "orders-0"::equals).stream())
        .toList();
  }

  private Stream<String> futures(Path directory) {
    try {
      return folders(directory, name -> name.endsWith("-future")).stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
