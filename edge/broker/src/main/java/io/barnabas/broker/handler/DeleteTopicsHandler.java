package io.barnabas.broker.handler;

import io.barnabas.broker.cluster.ControllerClient;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.metadata.controller.Command;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DeleteTopicsRequest;
import io.barnabas.protocol.message.DeleteTopicsRequest.DeleteTopicState;
import io.barnabas.protocol.message.DeleteTopicsResponse;
import io.barnabas.protocol.message.DeleteTopicsResponse.DeletableTopicResult;
import java.util.List;
import java.util.stream.Stream;

/** Has the controller delete topics. */
public final class DeleteTopicsHandler implements ApiHandler<DeleteTopicsRequest> {
  private static final short FIRST_VERSION_WITH_DELETION_DISABLED = 3;

  private final ControllerClient controller;

  public DeleteTopicsHandler(ControllerClient controller) {
    this.controller = controller;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.DELETE_TOPICS;
  }

  @Override
  public void handle(Call<DeleteTopicsRequest> call) {
    call.answer(
        controller
            .submit(call.shard(), new Command.DeleteTopics(call.request()))
            .exceptionally(failure -> refusal(call.request(), Failure.of(failure)))
            .thenApply(answer -> forVersion(call.version(), answer)));
  }

  private static DeleteTopicsResponse forVersion(short version, DeleteTopicsResponse answer) {
    if (version < FIRST_VERSION_WITH_DELETION_DISABLED) {
      answer.responses().stream()
          .filter(result -> result.errorCode() == ErrorCode.TOPIC_DELETION_DISABLED.code())
          .forEach(result -> result.errorCode(ErrorCode.INVALID_REQUEST.code()));
    }
    return answer;
  }

  private static DeleteTopicsResponse refusal(DeleteTopicsRequest request, Failure failure) {
    Stream<DeleteTopicState> byName =
        request.topicNames().stream().map(name -> new DeleteTopicState().name(name));
    List<DeletableTopicResult> results =
        Stream.concat(request.topics().stream(), byName)
            .map(topic -> refusal(topic, failure))
            .toList();
    return new DeleteTopicsResponse().responses(results);
  }

  private static DeletableTopicResult refusal(DeleteTopicState topic, Failure failure) {
    return new DeletableTopicResult()
        .name(topic.name())
        .topicId(topic.topicId())
        .errorCode(failure.error().code())
        .errorMessage(failure.message());
  }
}
