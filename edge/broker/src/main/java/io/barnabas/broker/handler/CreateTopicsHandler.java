package io.barnabas.broker.handler;

import io.barnabas.broker.cluster.ControllerClient;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.metadata.controller.Command;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.CreateTopicsResponse.CreatableTopicResult;

/** Has the controller create topics. */
public final class CreateTopicsHandler implements ApiHandler<CreateTopicsRequest> {
  private final ControllerClient controller;

  public CreateTopicsHandler(ControllerClient controller) {
    this.controller = controller;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.CREATE_TOPICS;
  }

  @Override
  public void handle(Call<CreateTopicsRequest> call) {
    call.answer(
        controller
            .submit(call.shard(), new Command.CreateTopics(call.request()))
            .exceptionally(failure -> refusal(call.request(), Failure.of(failure))));
  }

  private static CreateTopicsResponse refusal(CreateTopicsRequest request, Failure failure) {
    return new CreateTopicsResponse()
        .topics(request.topics().stream().map(topic -> refusal(topic, failure)).toList());
  }

  private static CreatableTopicResult refusal(CreatableTopic topic, Failure failure) {
    return new CreatableTopicResult()
        .name(topic.name())
        .errorCode(failure.error().code())
        .errorMessage(failure.message());
  }
}
