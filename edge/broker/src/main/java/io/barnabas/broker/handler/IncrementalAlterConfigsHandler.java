package io.barnabas.broker.handler;

import io.barnabas.broker.cluster.ControllerClient;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.metadata.controller.Command;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest.AlterConfigsResource;
import io.barnabas.protocol.message.IncrementalAlterConfigsResponse;
import io.barnabas.protocol.message.IncrementalAlterConfigsResponse.AlterConfigsResourceResponse;

/** Has the controller change single configs of topics and brokers (KIP-339). */
public final class IncrementalAlterConfigsHandler
    implements ApiHandler<IncrementalAlterConfigsRequest> {
  private final ControllerClient controller;

  public IncrementalAlterConfigsHandler(ControllerClient controller) {
    this.controller = controller;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.INCREMENTAL_ALTER_CONFIGS;
  }

  @Override
  public void handle(Call<IncrementalAlterConfigsRequest> call) {
    call.answer(
        controller
            .submit(call.shard(), new Command.IncrementalAlterConfigs(call.request()))
            .exceptionally(failure -> refusal(call.request(), Failure.of(failure))));
  }

  private static IncrementalAlterConfigsResponse refusal(
      IncrementalAlterConfigsRequest request, Failure failure) {
    return new IncrementalAlterConfigsResponse()
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
