package io.barnabas.broker.handler;

import io.barnabas.broker.cluster.ControllerClient;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.metadata.controller.Command;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.CreatePartitionsRequest;
import io.barnabas.protocol.message.CreatePartitionsRequest.CreatePartitionsTopic;
import io.barnabas.protocol.message.CreatePartitionsResponse;
import io.barnabas.protocol.message.CreatePartitionsResponse.CreatePartitionsTopicResult;

/** Has the controller add partitions to topics. */
public final class CreatePartitionsHandler implements ApiHandler<CreatePartitionsRequest> {
  private final ControllerClient controller;

  public CreatePartitionsHandler(ControllerClient controller) {
    this.controller = controller;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.CREATE_PARTITIONS;
  }

  @Override
  public void handle(Call<CreatePartitionsRequest> call) {
    call.answer(
        controller
            .submit(call.shard(), new Command.CreatePartitions(call.request()))
            .exceptionally(failure -> refusal(call.request(), Failure.of(failure))));
  }

  private static CreatePartitionsResponse refusal(
      CreatePartitionsRequest request, Failure failure) {
    return new CreatePartitionsResponse()
        .results(request.topics().stream().map(topic -> refusal(topic, failure)).toList());
  }

  private static CreatePartitionsTopicResult refusal(CreatePartitionsTopic topic, Failure failure) {
    return new CreatePartitionsTopicResult()
        .name(topic.name())
        .errorCode(failure.error().code())
        .errorMessage(failure.message());
  }
}
