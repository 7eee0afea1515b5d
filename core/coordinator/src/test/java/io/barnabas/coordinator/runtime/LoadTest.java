package io.barnabas.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.record.CompressionType;
import io.barnabas.record.EndTransactionMarker;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a log becomes a state machine, also where the log is not as it should be. */
class LoadTest {
  private final RuntimeWorld world = new RuntimeWorld(3);

  private static ByteBuffer batch(CoordinatorRecord... records) {
    return batch(new RecordBatchBuilder(), records);
  }

  private static ByteBuffer batch(RecordBatchBuilder builder, CoordinatorRecord... records) {
    for (CoordinatorRecord record : records) {
      builder.add(7, RecordCodec.encodeKey(record.key()), RecordCodec.encodeValue(record));
    }
    return builder.build();
  }

  private void store(CoordinatorRecord... records) {
    world.stored.append(batch(records));
  }

  @Test
  void askersAreToldToWaitUntilTheLogIsReplayed() {
    for (int i = 1; i <= 100; i++) {
      store(Counters.record("a", i));
    }
    world.log().limitSlices(500);
    assertThat(world.refusal(world.ask(c -> c.read("a")))).isEqualTo(ErrorCode.NOT_COORDINATOR);
    world.shard().execute(world.runtime()::load);
    assertThat(world.refusal(world.ask(c -> c.read("a"))))
        .isEqualTo(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);

    world.settle();

    assertThat((long) world.await(world.ask(c -> c.read("a")))).isEqualTo(100);
  }

  @Test
  void theShardHasTurnsOfItsOwnBetweenTheSlices() {
    for (int i = 1; i <= 200; i++) {
      store(Counters.record("a", i));
    }
    world.log().limitSlices(1_000);
    int[] turns = {0};
    world
        .shard()
        .execute(
            new Runnable() {
              @Override
              public void run() {
                if (!world.isLoaded()) {
                  turns[0]++;
                  world.shard().execute(this);
                }
              }
            });

    world.load();

    assertThat(turns[0]).isGreaterThan(20);
  }

  @Test
  void recordsThatCanNotBeReadAreSkipped() {
    store(Counters.record("a", 1), Counters.record("defect", 1), Counters.record("b", 1));
    ByteBuffer unknownType = ByteBuffer.wrap(new byte[] {0, 99, 1, 2});
    ByteBuffer unknownVersion = ByteBuffer.wrap(new byte[] {0, 99, 1, 2});
    world.stored.append(
        new RecordBatchBuilder()
            .add(0, null, unknownType)
            .add(0, unknownType, null)
            .add(0, ByteBuffer.allocate(0), null)
            .add(0, RecordCodec.encodeKey(Counters.record("c", 1).key()), unknownVersion)
            .build());
    store(Counters.record("a", 2), Counters.record("c", 2));

    world.load();

    assertThat(world.machine().counts()).containsEntry("a", 2L).containsEntry("b", 1L);
    assertThat(world.machine().counts()).containsEntry("c", 2L);
  }

  @Test
  void aDamagedBatchIsSkippedWhereverItIs() {
    for (int damaged = 0; damaged < 5; damaged++) {
      RuntimeWorld broken = new RuntimeWorld(damaged);
      Map<String, Long> expected = new HashMap<>();
      for (int i = 0; i < 5; i++) {
        ByteBuffer batch = batch(Counters.record("n" + i, i), Counters.record("m" + i, i));
        broken.stored.append(batch);
        if (i == damaged) {
          batch.put(batch.limit() - 1, (byte) ~batch.get(batch.limit() - 1));
        } else {
          expected.put("n" + i, (long) i);
          expected.put("m" + i, (long) i);
        }
      }

      broken.load();

      assertThat(broken.machine().counts()).isEqualTo(expected);
    }
  }

  @Test
  void aBatchWhoseLengthIsDamagedCostsWhatIsBehindItInTheSegmentOnly() {
    store(Counters.record("a", 1));
    ByteBuffer broken = batch(Counters.record("b", 1));
    world.stored.append(broken);
    broken.putInt(8, 3);
    world.stored.startSegment();
    store(Counters.record("c", 1));

    world.load();

    assertThat(world.machine().counts()).isEqualTo(Map.of("a", 1L, "c", 1L));
  }

  @Test
  void compressedBatchesAreRead() {
    for (CompressionType codec : CompressionType.values()) {
      RecordBatchBuilder builder = new RecordBatchBuilder(codec, codec.defaultLevel());
      world.stored.append(batch(builder, Counters.record(codec.configName(), 1)));
    }

    world.load();

    assertThat(world.machine().counts()).hasSize(CompressionType.values().length);
  }

  @Test
  void endsOfTransactionsAreHandedOn() {
    world.stored.append(new EndTransactionMarker(true, 1).toBatch(12, (short) 0, 0));
    world.stored.append(new EndTransactionMarker(false, 1).toBatch(13, (short) 0, 0));

    world.load();

    assertThat(world.machine().events)
        .containsExactly("transaction of 12 committed", "transaction of 13 aborted", "loaded");
  }

  @Test
  void aLogThatCanNotBeReadIsTriedAgain() {
    store(Counters.record("a", 1));
    world.log().failReads(true);
    world.shard().execute(world.runtime()::load);
    world.world.runFor(500_000_000L);
    assertThat(world.refusal(world.ask(c -> c.read("a"))))
        .isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);

    world.log().failReads(false);
    world.world.runFor(40_000_000_000L);

    assertThat((long) world.await(world.ask(c -> c.read("a")))).isEqualTo(1);
  }

  @Test
  void aLoadThatIsCalledOffNeverBecomesACoordinator() {
    store(Counters.record("a", 1));
    world.shard().execute(world.runtime()::load);
    world.shard().execute(world.runtime()::unload);

    world.settle();

    assertThat(world.isLoaded()).isFalse();
    assertThat(world.refusal(world.ask(c -> c.read("a")))).isEqualTo(ErrorCode.NOT_COORDINATOR);
  }

  @Test
  void aBatchLargerThanASliceIsReadWhole() {
    CoordinatorRecord[] records = new CoordinatorRecord[5_000];
    for (int i = 0; i < records.length; i++) {
      records[i] = Counters.record("a rather long name for a counter " + i, i);
    }
    ByteBuffer large = batch(records);
    assertThat(large.remaining()).isGreaterThan(256 * 1024);
    assertThat(RecordBatch.at(large, 0).recordCount()).isEqualTo(5_000);
    world.stored.append(large);
    store(Counters.record("b", 1));

    world.load();

    assertThat(world.machine().counts()).hasSize(5_001);
  }
}
