package io.barnabas.cli.rehearsal;

import io.barnabas.client.ServerErrorException;
import io.barnabas.client.network.Answer;
import io.barnabas.client.network.BrokerConnection;
import io.barnabas.protocol.Message;
import java.util.ArrayDeque;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Sends requests of one kind on one connection, some before the first of them is answered.
 *
 * @param ceiling the highest version that the requests are filled for
 * @param errorCode finds an answer's error, 0 if there is none
 */
record RequestStream<R extends Message>(
    BrokerConnection connection, Class<R> answerType, short ceiling, ToIntFunction<R> errorCode) {

  /**
   * Sends requests and waits for all answers.
   *
   * @param inFlight how many wait for their answer at a time
   * @param request makes the request of a number, from 0
   * @throws ServerErrorException if an answer has an error
   */
  void send(int count, int inFlight, IntFunction<? extends Message> request) {
    ArrayDeque<Answer<R>> open = new ArrayDeque<>();
    for (int number = 0; number < count; number++) {
      if (open.size() == inFlight) {
        await(open.removeFirst());
      }
      open.add(connection.send(request.apply(number), answerType, ceiling));
    }
    open.forEach(this::await);
  }

  private void await(Answer<R> answer) {
    ServerErrorException.check((short) errorCode.applyAsInt(answer.await()), null);
  }
}
