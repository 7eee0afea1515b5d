package io.barnabas.benchmarks.wire;

import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.FindCoordinatorRequest;
import io.barnabas.protocol.message.FindCoordinatorResponse;
import io.barnabas.protocol.message.OffsetFetchRequest;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchResponse;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** What is asked about groups, one call at a time, on the caller's thread. */
public final class GroupCalls {
  private static final int FIND_VERSION = 4;
  private static final int FETCH_VERSION = 9;
  private static final long LIMIT_SECONDS = 120;

  private final AdminConnection connection;

  public GroupCalls(AdminConnection connection) {
    this.connection = connection;
  }

  /** Waits until a group has a coordinator that is ready; the first question creates its topic. */
  public void awaitCoordinator(String group) throws IOException {
    long start = System.nanoTime();
    while (!hasCoordinator(group) || committed(group).isEmpty()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
        throw new IllegalStateException("There is no coordinator of " + group);
      }
    }
  }

  /** How many offsets a group has committed; empty while its coordinator can't say. */
  public OptionalLong committed(String group) throws IOException {
    OffsetFetchRequest request =
        new OffsetFetchRequest()
            .groups(List.of(new OffsetFetchRequestGroup().groupId(group).topics(null)));
    OffsetFetchResponse answer =
        (OffsetFetchResponse) connection.call(ApiKey.OFFSET_FETCH, FETCH_VERSION, request);
    OffsetFetchResponseGroup found = answer.groups().getFirst();
    if (CoordinatorErrors.isPassing(found.errorCode())) {
      return OptionalLong.empty();
    }
    AdminConnection.requireNoError(found.errorCode(), "OffsetFetch of " + group);
    return OptionalLong.of(
        found.topics().stream().mapToLong(topic -> topic.partitions().size()).sum());
  }

  private boolean hasCoordinator(String group) throws IOException {
    FindCoordinatorRequest request = new FindCoordinatorRequest().coordinatorKeys(List.of(group));
    FindCoordinatorResponse answer =
        (FindCoordinatorResponse) connection.call(ApiKey.FIND_COORDINATOR, FIND_VERSION, request);
    short error = answer.coordinators().getFirst().errorCode();
    if (CoordinatorErrors.isPassing(error)) {
      return false;
    }
    AdminConnection.requireNoError(error, "FindCoordinator of " + group);
    return true;
  }
}
