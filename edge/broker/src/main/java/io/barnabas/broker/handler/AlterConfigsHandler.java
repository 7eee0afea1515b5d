package io.barnabas.broker.handler;

import io.barnabas.broker.cluster.ControllerClient;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.metadata.controller.Command;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.AlterConfigsRequest;
import io.barnabas.protocol.message.AlterConfigsRequest.AlterConfigsResource;
import io.barnabas.protocol.message.AlterConfigsResponse;
import io.barnabas.protocol.message.AlterConfigsResponse.AlterConfigsResourceResponse;

/** Has the controller replace all configs of topics and brokers. */
public final class AlterConfigsHandler implements ApiHandler<AlterConfigsRequest> {
  private final ControllerClient controller;

  public AlterConfigsHandler(ControllerClient controller) {
    this.controller = controller;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.ALTER_CONFIGS;
  }

  @Override
  public void handle(Call<AlterConfigsRequest> call) {
    call.answer(
        controller
            .submit(call.shard(), new Command.AlterConfigs(call.request()))
            .exceptionally(failure -> refusal(call.request(), Failure.of(failure))));
  }

  private static AlterConfigsResponse refusal(AlterConfigsRequest request, Failure failure) {
    return new AlterConfigsResponse()
        .responses(request.resources().stream().map(it -> refusal(it, failure)).toList());
  }

  private static AlterConfigsResourceResponse refusal(
      AlterConfigsResource resource, Failure failure) {
    return new AlterConfigsResourceResponse()
        .resourceType(resource.resourceType())
        .resourceName(resource.resourceName())
        .errorCode(failure.error().code())
        .errorMessage(failure.message());
  }
}
