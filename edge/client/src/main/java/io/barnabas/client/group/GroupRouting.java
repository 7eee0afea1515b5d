package io.barnabas.client.group;

import io.barnabas.client.Attempts;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.metadata.Node;
import io.barnabas.client.network.BrokerConnection;
import io.barnabas.client.network.ConnectionException;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.FindCoordinatorRequest;
import io.barnabas.protocol.message.FindCoordinatorResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Knows which broker coordinates which group, and finds out again when it has moved. */
public final class GroupRouting {
  /** From version 4 on keys come in batches; one key is all that is ever asked for here. */
  private static final short FIND_CEILING = 3;

  private final Cluster cluster;
  private final Attempts attempts;
  private final Map<String, Integer> coordinators = new HashMap<>();

  public GroupRouting(Cluster cluster) {
    this.cluster = cluster;
    this.attempts = Attempts.of(cluster.config());
  }

  /** The broker that coordinates a group. */
  public Node coordinator(String groupId) {
    return attempts.repeat(() -> cluster.view().node(coordinatorId(groupId)));
  }

  /** The result of the work at the group's coordinator, repeated while it is moving or loading. */
  public <R> R repeat(String groupId, Function<BrokerConnection, R> work) {
    return attempts.repeat(() -> once(groupId, work));
  }

  /**
   * The result of one attempt.
   *
   * @throws ClientException if it failed; the next attempt looks for the coordinator again if that
   *     may be the reason
   */
  public <R> R once(String groupId, Function<BrokerConnection, R> work) {
    try {
      return work.apply(cluster.connection(coordinatorId(groupId)));
    } catch (ServerErrorException e) {
      if (e.code() == ErrorCode.NOT_COORDINATOR
          || e.code() == ErrorCode.COORDINATOR_NOT_AVAILABLE) {
        coordinators.remove(groupId);
      }
      throw e;
    } catch (ConnectionException e) {
      coordinators.remove(groupId);
      throw e;
    }
  }

  private int coordinatorId(String groupId) {
    Integer known = coordinators.get(groupId);
    if (known != null) {
      return known;
    }
    int found = find(groupId);
    coordinators.put(groupId, found);
    return found;
  }

  /** A broker that the last view of the cluster lacks makes that view old. */
  private int find(String groupId) {
    BrokerConnection broker = cluster.anyConnection();
    FindCoordinatorResponse response =
        broker
            .send(
                new FindCoordinatorRequest().key(groupId),
                FindCoordinatorResponse.class,
                FIND_CEILING)
            .await();
    ServerErrorException.check(response.errorCode(), response.errorMessage());
    if (!cluster.view().nodes().containsKey(response.nodeId())) {
      cluster.refresh();
    }
    return response.nodeId();
  }
}
