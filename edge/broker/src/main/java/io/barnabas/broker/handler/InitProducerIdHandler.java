package io.barnabas.broker.handler;

import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.InitProducerIdRequest;
import io.barnabas.protocol.message.InitProducerIdResponse;
import java.util.List;

/**
 * Gives an idempotent producer its id, a new one each time it asks. There are no transactions; a
 * producer that wants them is told UNSUPPORTED_VERSION, which no client tries again.
 */
public final class InitProducerIdHandler implements ApiHandler<InitProducerIdRequest> {
  private static final int NONE = -1;

  private final List<ProducerIds> idsByShard;

  /**
   * @param idsByShard the ids of each shard, by its index
   */
  public InitProducerIdHandler(List<ProducerIds> idsByShard) {
    this.idsByShard = idsByShard;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.INIT_PRODUCER_ID;
  }

  /** Kafka itself calls the last version unstable, and does not advertise it. */
  @Override
  public short highestVersion() {
    short last = apiKey().highestVersion();
    return apiKey().latestVersionUnstable() ? (short) (last - 1) : last;
  }

  @Override
  public void handle(Call<InitProducerIdRequest> call) {
    ErrorCode error = check(call.request());
    if (error != ErrorCode.NONE) {
      call.answer(refusal(error));
      return;
    }
    call.answer(
        idsByShard
            .get(call.shard().index())
            .next()
            .thenApply(id -> new InitProducerIdResponse().producerId(id))
            .exceptionally(failure -> refusal(Failure.of(failure).error())));
  }

  private static ErrorCode check(InitProducerIdRequest request) {
    if ((request.producerId() == NONE) != (request.producerEpoch() == NONE)) {
      return ErrorCode.INVALID_REQUEST;
    }
    return request.transactionalId() == null ? ErrorCode.NONE : ErrorCode.UNSUPPORTED_VERSION;
  }

  private static InitProducerIdResponse refusal(ErrorCode error) {
    return new InitProducerIdResponse().errorCode(error.code()).producerEpoch((short) NONE);
  }
}
