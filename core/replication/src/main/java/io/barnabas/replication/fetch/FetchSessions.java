package io.barnabas.replication.fetch;

import io.barnabas.environment.Clock;
import io.barnabas.environment.Randomness;
import io.barnabas.protocol.ErrorCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The fetch sessions of one shard, least recently used first. A session belongs to the shard of the
 * connection that opened it; a client that comes back on another shard is told that the session is
 * unknown, and opens a new one.
 */
public final class FetchSessions {
  /**
   * Kafka's min.incremental.fetch.session.eviction.ms: a session idle for less is not pushed out by
   * a new one.
   */
  private static final long MIN_EVICTION_NS = TimeUnit.MINUTES.toNanos(2);

  private final Clock clock;
  private final Randomness randomness;
  private final int maxSessions;
  private final Map<Integer, FetchSession> sessions = new LinkedHashMap<>();

  /**
   * @param maxSessions how many sessions are kept; a client that finds no place gets full answers
   */
  public FetchSessions(Clock clock, Randomness randomness, int maxSessions) {
    this.clock = clock;
    this.randomness = randomness;
    this.maxSessions = maxSessions;
  }

  public int size() {
    return sessions.size();
  }

  /** Finds out what a request means in the light of its session. */
  public FetchContext begin(FetchSessionRequest request) {
    return switch (request.epoch()) {
      case FetchSession.FINAL_EPOCH -> sessionless(request);
      case FetchSession.INITIAL_EPOCH -> full(request);
      default -> incremental(request);
    };
  }

  private FetchContext sessionless(FetchSessionRequest request) {
    sessions.remove(request.sessionId());
    return new FetchContext(ErrorCode.NONE, 0, request.partitions(), null, false);
  }

  private FetchContext full(FetchSessionRequest request) {
    sessions.remove(request.sessionId());
    if (request.partitions().isEmpty() || !makeRoom()) {
      return new FetchContext(ErrorCode.NONE, 0, request.partitions(), null, false);
    }
    FetchSession session =
        new FetchSession(unusedId(), request.usesTopicIds(), clock.monotonicNs());
    session.update(request.partitions(), request.forgotten());
    sessions.put(session.id(), session);
    return new FetchContext(ErrorCode.NONE, session.id(), request.partitions(), session, false);
  }

  private FetchContext incremental(FetchSessionRequest request) {
    FetchSession session = sessions.get(request.sessionId());
    ErrorCode error = check(session, request);
    if (session == null || error != ErrorCode.NONE) {
      return FetchContext.refused(error);
    }
    session.update(request.partitions(), request.forgotten());
    session.advance(clock.monotonicNs());
    sessions.remove(session.id());
    if (session.partitionCount() == 0) {
      return new FetchContext(ErrorCode.NONE, 0, session.wanted(), null, false);
    }
    sessions.put(session.id(), session);
    return new FetchContext(ErrorCode.NONE, session.id(), session.wanted(), session, true);
  }

  private static ErrorCode check(@Nullable FetchSession session, FetchSessionRequest request) {
    if (session == null) {
      return ErrorCode.FETCH_SESSION_ID_NOT_FOUND;
    }
    if (session.nextEpoch() != request.epoch()) {
      return ErrorCode.INVALID_FETCH_SESSION_EPOCH;
    }
    return session.usesTopicIds() == request.usesTopicIds()
        ? ErrorCode.NONE
        : ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR;
  }

  private boolean makeRoom() {
    if (sessions.size() < maxSessions) {
      return true;
    }
    Collection<FetchSession> byUse = sessions.values();
    if (byUse.isEmpty()) {
      return false;
    }
    FetchSession oldest = byUse.iterator().next();
    if (clock.monotonicNs() - oldest.lastUsedNs() < MIN_EVICTION_NS) {
      return false;
    }
    sessions.remove(oldest.id());
    return true;
  }

  private int unusedId() {
    int id;
    do {
      id = 1 + randomness.nextInt(Integer.MAX_VALUE - 1);
    } while (sessions.containsKey(id));
    return id;
  }
}
