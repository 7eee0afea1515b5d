package io.barnabas.cli.rehearsal;

import io.barnabas.client.ServerErrorException;
import io.barnabas.client.metadata.TopicView;
import io.barnabas.client.network.Answer;
import io.barnabas.client.network.BrokerConnection;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceResponse;
import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;

/** A consumer at the end of a partition, whose fetches wait for the next record. */
final class FollowScene {
  private static final int MAX_BYTES = 1 << 20;

  private final BrokerConnection producing;
  private final BrokerConnection consuming;
  private final int times;
  private final ByteBuffer record = Produced.batch(new RecordBatchBuilder(), 1);

  FollowScene(BrokerConnection producing, BrokerConnection consuming, int times) {
    this.producing = producing;
    this.consuming = consuming;
    this.times = times;
  }

  /** First without a session, then in one (KIP-227). */
  void play(TopicView topic) {
    long offset = produce(topic) + 1;
    for (int round = 0; round < times; round++) {
      offset = follow(topic, Fetched.request(topic, 0, offset, MAX_BYTES), offset);
    }
    int sessionId = 0;
    for (int round = 0; round < times; round++) {
      FetchRequest request =
          Fetched.request(topic, 0, offset, MAX_BYTES).sessionId(sessionId).sessionEpoch(round);
      if (round == 0) {
        sessionId = openSession(request);
      } else {
        offset = follow(topic, request, offset);
      }
    }
  }

  /** A new session is answered at once if there is anything; here it waits in vain. */
  private int openSession(FetchRequest request) {
    FetchResponse response = consuming.ask(request.maxWaitMs(1), FetchResponse.class);
    ServerErrorException.check(response.errorCode(), null);
    return response.sessionId();
  }

  private long follow(TopicView topic, FetchRequest request, long offset) {
    Answer<FetchResponse> waiting =
        consuming.send(request, FetchResponse.class, FetchRequest.HIGHEST_VERSION);
    produce(topic);
    ServerErrorException.check((short) Fetched.errorCode(waiting.await()), null);
    return offset + 1;
  }

  private long produce(TopicView topic) {
    ProduceRequest request = Produced.request(topic, 0, record);
    ProduceResponse response = producing.ask(request, ProduceResponse.class);
    ServerErrorException.check(Produced.errorCode(response), null);
    return Produced.baseOffset(response);
  }
}
