package io.barnabas.broker;

import io.barnabas.broker.cluster.ClusterMember;
import io.barnabas.broker.group.HostedGroups;
import io.barnabas.broker.request.ApiTable;
import io.barnabas.broker.request.RequestDispatcher;
import io.barnabas.broker.storage.OwnNode;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Transport;
import io.barnabas.environment.Transport.Listening;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.Listener;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One broker on whatever environment it is given: real shards and sockets, or simulated ones. The
 * first shard is the home of what there is once. Any thread may call; stages complete on the first
 * shard.
 */
public final class Broker {
  private final ClusterMember member;
  private final HostedGroups groups;
  private final List<Listening> listeners;

  private Broker(ClusterMember member, HostedGroups groups, List<Listening> listeners) {
    this.member = member;
    this.groups = groups;
    this.listeners = listeners;
  }

  /**
   * Starts a broker; completes when clients can use it. Fails with an exception whose message is
   * for the operator when an address or a log directory can't be had.
   *
   * @param hostName what clients are told to connect to where the configuration names no host
   */
  public static CompletionStage<Broker> start(
      BrokerConfig config, List<? extends Shard> shards, Transport transport, String hostName) {
    CompletableFuture<Broker> started = new CompletableFuture<>();
    shards
        .getFirst()
        .execute(
            () ->
                // What is thrown, be it an Error, fails the start too.
                CompletableFuture.completedStage(config)
                    .thenCompose(given -> OwnNode.identify(given, shards.getFirst()))
                    .thenCompose(own -> startAtHome(own, shards, transport, hostName))
                    .whenComplete(
                        (broker, failure) -> {
                          if (failure == null) {
                            started.complete(broker);
                          } else {
                            started.completeExceptionally(failure);
                          }
                        }));
    return started;
  }

  private static CompletionStage<Broker> startAtHome(
      BrokerConfig config, List<? extends Shard> shards, Transport transport, String hostName) {
    return ClusterMember.start(config, shards)
        .thenCompose(
            member ->
                // What is thrown fails the stage too, and so gives the member up.
                CompletableFuture.completedStage(member)
                    .thenCompose(_ -> open(config, List.copyOf(shards), member, transport))
                    .thenCompose(broker -> broker.announce(config, hostName))
                    .exceptionallyCompose(failure -> giveUp(member, failure)));
  }

  private static CompletionStage<Broker> open(
      BrokerConfig config, List<Shard> shards, ClusterMember member, Transport transport) {
    OpenListeners names = new OpenListeners();
    HostedGroups groups = HostedGroups.start(config, shards, member);
    ApiTable apis = ServedApis.tableOf(config, shards, member, names, groups);
    return listen(config, transport, apis, names)
        .thenApply(listeners -> new Broker(member, groups, listeners));
  }

  /** A start that fails late leaves the directories as a stop does. */
  private static CompletionStage<Broker> giveUp(ClusterMember member, Throwable failure) {
    return member.stop().handle((_, _) -> failure).thenCompose(CompletableFuture::failedStage);
  }

  private static CompletionStage<List<Listening>> listen(
      BrokerConfig config, Transport transport, ApiTable apis, OpenListeners names) {
    List<Listening> opened = new ArrayList<>();
    CompletionStage<Void> all = CompletableFuture.completedStage(null);
    for (Listener listener : config.listeners().bound()) {
      InetSocketAddress address = ListenerAddresses.bindAddress(listener);
      all =
          all.thenCompose(
              _ ->
                  transport
                      .listen(address, connection -> new RequestDispatcher(apis, connection))
                      .thenAccept(
                          listening -> {
                            names.opened(listener, listening.address().getPort());
                            opened.add(listening);
                          }));
    }
    return all.thenApply(_ -> List.copyOf(opened))
        .exceptionallyCompose(failure -> closeAfter(failure, opened));
  }

  private static <T> CompletionStage<T> closeAfter(Throwable failure, List<Listening> opened) {
    return close(opened).thenCompose(_ -> CompletableFuture.failedStage(failure));
  }

  private CompletionStage<Broker> announce(BrokerConfig config, String hostName) {
    List<Listener> advertised =
        ListenerAddresses.advertised(
            config.listeners().advertised(), config.listeners().bound(), addresses(), hostName);
    return member
        .announce(advertised)
        .thenApply(_ -> this)
        .exceptionallyCompose(failure -> closeAfter(failure, listeners));
  }

  /** Where it listens, in the order of the configuration. */
  public List<InetSocketAddress> addresses() {
    return listeners.stream().map(Listening::address).toList();
  }

  /** Lets answers that are ready out, closes logs and directories in order. To be called once. */
  public CompletionStage<Void> stop() {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    member
        .home()
        .execute(
            () ->
                // Members that wait for their group have to be answered before connections close.
                groups
                    .stop(member.home())
                    .thenCompose(_ -> close(listeners))
                    .thenCompose(_ -> member.stop())
                    .whenComplete(
                        (_, failure) -> {
                          if (failure == null) {
                            stopped.complete(null);
                          } else {
                            stopped.completeExceptionally(failure);
                          }
                        }));
    return stopped;
  }

  private static CompletionStage<Void> close(List<Listening> listeners) {
    return CompletableFuture.allOf(
        listeners.stream()
            .map(listening -> listening.close().toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }
}
