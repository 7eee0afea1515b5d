package io.barnabas.broker;

import io.barnabas.broker.cluster.ClusterMember;
import io.barnabas.broker.cluster.ControllerClient;
import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.handler.AlterReplicaLogDirsHandler;
import io.barnabas.broker.handler.ApiHandlers;
import io.barnabas.broker.handler.ApiVersionsHandler;
import io.barnabas.broker.handler.FetchHandler;
import io.barnabas.broker.handler.ListenerNames;
import io.barnabas.broker.handler.ProduceHandler;
import io.barnabas.broker.handler.group.GroupHandlers;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.ApiTable;
import io.barnabas.broker.storage.LogDirSizes;
import io.barnabas.environment.Shard;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.replication.fetch.FetchSessions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Builds the handlers of all APIs out of the parts of a broker. */
final class ServedApis {
  private ServedApis() {}

  static ApiTable tableOf(
      BrokerConfig config,
      List<Shard> shards,
      ClusterMember member,
      ListenerNames listeners,
      GroupCoordinators groups) {
    CompletableFuture<ApiTable> table = new CompletableFuture<>();
    List<ApiHandler<?>> handlers = new ArrayList<>();
    handlers.add(new ApiVersionsHandler(table::join, member.image()));
    handlers.add(new ProduceHandler(member.image(), member.partitions()));
    handlers.add(
        new FetchHandler(
            member.image(), member.partitions(), sessions(config, shards), config.fetchMaxBytes()));
    handlers.add(new AlterReplicaLogDirsHandler(member.logDirMoves()::alter));
    handlers.addAll(others(config, shards, member, listeners).all());
    handlers.addAll(
        new GroupHandlers(config, member.image(), listeners, controller(member), groups).all());
    table.complete(new ApiTable(handlers));
    return table.join();
  }

  private static ApiHandlers others(
      BrokerConfig config, List<Shard> shards, ClusterMember member, ListenerNames listeners) {
    return new ApiHandlers(
        config,
        member.image(),
        listeners,
        member.partitions(),
        controller(member),
        new LogDirSizes(member.partitions(), member.logDirWatch()::states),
        shards);
  }

  private static ControllerClient controller(ClusterMember member) {
    return new ControllerClient(member.home(), member.controller());
  }

  private static List<FetchSessions> sessions(BrokerConfig config, List<Shard> shards) {
    int slotsEach = Math.ceilDiv(config.maxIncrementalFetchSessionCacheSlots(), shards.size());
    return shards.stream()
        .map(shard -> new FetchSessions(shard.clock(), shard.randomness(), slotsEach))
        .toList();
  }
}
