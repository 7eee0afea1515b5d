package io.barnabas.broker.handler.group;

import io.barnabas.broker.cluster.ControllerClient;
import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.handler.ListenerNames;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.image.ClusterImage;
import java.util.List;
import java.util.function.Supplier;

/** What the handlers of groups work with, and how they are made of it. */
public record GroupHandlers(
    BrokerConfig config,
    Supplier<ClusterImage> image,
    ListenerNames listeners,
    ControllerClient controller,
    GroupCoordinators coordinators) {

  /** One handler for each API. */
  public List<ApiHandler<?>> all() {
    return List.of(
        new FindCoordinatorHandler(
            image, listeners, controller, coordinators, config.coordinator()),
        new JoinGroupHandler(coordinators),
        new SyncGroupHandler(coordinators),
        new HeartbeatHandler(coordinators),
        new LeaveGroupHandler(coordinators),
        new DescribeGroupsHandler(coordinators),
        new OffsetCommitHandler(coordinators),
        new OffsetFetchHandler(coordinators),
        new OffsetDeleteHandler(coordinators),
        new ListGroupsHandler(coordinators),
        new DeleteGroupsHandler(coordinators),
        new ConsumerGroupHeartbeatHandler(coordinators),
        new ConsumerGroupDescribeHandler(coordinators));
  }
}
