package io.barnabas.replication.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Clock;
import io.barnabas.environment.Randomness;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FetchSessionsTest {
  private static final PartitionNews NOTHING_NEW = new PartitionNews(false, false, false, 10, 0);
  private static final PartitionNews RECORDS = new PartitionNews(false, true, false, 10, 0);
  private static final PartitionNews ERROR = new PartitionNews(true, false, false, -1, -1);

  private final SteppedClock clock = new SteppedClock();
  private final FetchSessions sessions = new FetchSessions(clock, new Counting(), 2);

  private static final class SteppedClock implements Clock {
    long ns;

    @Override
    public long wallMs() {
      return 0;
    }

    @Override
    public long monotonicNs() {
      return ns;
    }
  }

  private static final class Counting implements Randomness {
    int next;

    @Override
    public long nextLong() {
      return next++;
    }

    @Override
    public int nextInt(int bound) {
      return next++ % bound;
    }
  }

  private static FetchKey key(int partition) {
    return new FetchKey(Uuid.ZERO, "t", partition);
  }

  private static FetchPartition at(int partition, long offset) {
    return new FetchPartition(key(partition), -1, offset, -1, -1, 1024);
  }

  private FetchContext begin(int sessionId, int epoch, FetchPartition... partitions) {
    return sessions.begin(
        new FetchSessionRequest(sessionId, epoch, false, List.of(partitions), List.of()));
  }

  @Test
  void a_full_fetch_opens_a_session_and_tells_every_partition() {
    FetchContext context = begin(0, 0, at(0, 5), at(1, 5));

    assertThat(context.sessionId()).isPositive();
    assertThat(context.tells(key(0), NOTHING_NEW)).isTrue();
    assertThat(sessions.size()).isEqualTo(1);
  }

  @Test
  void an_incremental_fetch_reads_all_partitions_and_tells_what_changed() {
    FetchContext full = begin(0, 0, at(0, 5), at(1, 5));
    full.tells(key(0), NOTHING_NEW);
    full.tells(key(1), NOTHING_NEW);

    FetchContext next = begin(full.sessionId(), 1, at(0, 7));

    assertThat(next.partitions()).containsExactly(at(0, 7), at(1, 5));
    assertThat(next.tells(key(0), NOTHING_NEW)).isFalse();
    assertThat(next.tells(key(1), new PartitionNews(false, false, false, 11, 0))).isTrue();
  }

  @Test
  void records_and_errors_are_always_told() {
    FetchContext full = begin(0, 0, at(0, 5), at(1, 5));
    full.tells(key(0), RECORDS);
    full.tells(key(1), ERROR);

    FetchContext next = begin(full.sessionId(), 1);

    assertThat(next.tells(key(0), RECORDS)).isTrue();
    assertThat(next.tells(key(1), ERROR)).isTrue();
  }

  @Test
  void the_end_of_an_error_is_told() {
    FetchContext full = begin(0, 0, at(0, 5));
    full.tells(key(0), NOTHING_NEW);
    begin(full.sessionId(), 1).tells(key(0), ERROR);

    assertThat(begin(full.sessionId(), 2).tells(key(0), NOTHING_NEW)).isTrue();
  }

  @Test
  void a_partition_that_had_records_goes_behind_the_others() {
    FetchContext full = begin(0, 0, at(0, 5), at(1, 5));
    full.tells(key(0), RECORDS);
    full.tells(key(1), NOTHING_NEW);

    assertThat(begin(full.sessionId(), 1).partitions()).containsExactly(at(1, 5), at(0, 5));
  }

  @Test
  void forgotten_partitions_are_read_no_more_and_an_empty_session_ends() {
    FetchContext full = begin(0, 0, at(0, 5));
    FetchContext next =
        sessions.begin(
            new FetchSessionRequest(full.sessionId(), 1, false, List.of(), List.of(key(0))));

    assertThat(next.partitions()).isEmpty();
    assertThat(next.sessionId()).isZero();
    assertThat(sessions.size()).isZero();
  }

  @Test
  void an_unknown_session_a_wrong_epoch_and_mixed_naming_are_refused() {
    int id = begin(0, 0, at(0, 5)).sessionId();

    assertThat(begin(id + 1000, 1).error()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
    assertThat(begin(id, 2).error()).isEqualTo(ErrorCode.INVALID_FETCH_SESSION_EPOCH);
    FetchSessionRequest byId = new FetchSessionRequest(id, 1, true, List.of(), List.of());
    assertThat(sessions.begin(byId).error()).isEqualTo(ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR);
  }

  @Test
  void the_final_epoch_closes_the_session() {
    int id = begin(0, 0, at(0, 5)).sessionId();

    assertThat(begin(id, -1, at(0, 5)).sessionId()).isZero();
    assertThat(sessions.size()).isZero();
  }

  @Test
  void a_session_in_use_is_not_pushed_out_but_an_idle_one_is() {
    int oldest = begin(0, 0, at(0, 5)).sessionId();
    begin(0, 0, at(1, 5));
    assertThat(begin(0, 0, at(2, 5)).sessionId()).isZero();

    clock.ns += TimeUnit.MINUTES.toNanos(3);

    assertThat(begin(0, 0, at(2, 5)).sessionId()).isPositive();
    assertThat(begin(oldest, 1).error()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
  }
}
