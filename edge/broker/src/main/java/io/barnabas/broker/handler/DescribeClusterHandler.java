package io.barnabas.broker.handler;

import io.barnabas.broker.handler.ClusterView.Node;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeClusterRequest;
import io.barnabas.protocol.message.DescribeClusterResponse;
import io.barnabas.protocol.message.DescribeClusterResponse.DescribeClusterBroker;
import java.util.List;
import java.util.function.Supplier;

/** Tells the cluster's id and its brokers (KIP-700). */
public final class DescribeClusterHandler implements ApiHandler<DescribeClusterRequest> {
  private static final byte BROKERS = 1;
  private static final byte CONTROLLERS = 2;

  private final Supplier<ClusterImage> image;
  private final ListenerNames listeners;

  public DescribeClusterHandler(Supplier<ClusterImage> image, ListenerNames listeners) {
    this.image = image;
    this.listeners = listeners;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.DESCRIBE_CLUSTER;
  }

  @Override
  public void handle(Call<DescribeClusterRequest> call) {
    ClusterView view = new ClusterView(image.get(), listeners.listenerOf(call.connection()));
    call.answer(
        switch (call.request().endpointType()) {
          case BROKERS -> brokers(view, call.request());
          case CONTROLLERS ->
              refusal(
                  ErrorCode.MISMATCHED_ENDPOINT_TYPE,
                  "The request was sent to an endpoint of type BROKER, but it wants an endpoint of"
                      + " type CONTROLLER");
          default ->
              refusal(
                  ErrorCode.UNSUPPORTED_ENDPOINT_TYPE,
                  "Unsupported endpoint type " + call.request().endpointType());
        });
  }

  private static DescribeClusterResponse brokers(ClusterView view, DescribeClusterRequest request) {
    List<Node> nodes = request.includeFencedBrokers() ? view.allNodes() : view.nodes();
    DescribeClusterResponse answer =
        new DescribeClusterResponse()
            .clusterId(view.image().clusterId())
            .controllerId(view.controllerId())
            .brokers(nodes.stream().map(DescribeClusterHandler::broker).toList());
    if (request.includeClusterAuthorizedOperations()) {
      answer.clusterAuthorizedOperations(AuthorizedOperations.ON_CLUSTER);
    }
    return answer;
  }

  private static DescribeClusterBroker broker(Node node) {
    return new DescribeClusterBroker()
        .brokerId(node.broker().id())
        .host(node.endpoint().host())
        .port(node.endpoint().port())
        .rack(node.broker().rack())
        .isFenced(node.broker().isFenced());
  }

  private static DescribeClusterResponse refusal(ErrorCode error, String message) {
    return new DescribeClusterResponse().errorCode(error.code()).errorMessage(message);
  }
}
