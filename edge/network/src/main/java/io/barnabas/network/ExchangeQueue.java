package io.barnabas.network;

import io.barnabas.environment.Outbound;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The exchanges of a connection in the order of their requests, until they are sent. One shard. */
final class ExchangeQueue {
  private @Nullable NettyExchange head;
  private @Nullable NettyExchange tail;
  private int size;
  private long waitingBytes;

  int size() {
    return size;
  }

  /** Bytes of answers that could be sent and wait for an earlier one. */
  long waitingBytes() {
    return waitingBytes;
  }

  void add(NettyExchange exchange) {
    if (tail == null) {
      head = exchange;
    } else {
      tail.next = exchange;
    }
    tail = exchange;
    size++;
  }

  /** Counts the answer of one of the exchanges, and passes on all that are next in order. */
  void onSendable(NettyExchange exchange, Consumer<Outbound> send) {
    waitingBytes += exchange.answerBytes();
    NettyExchange first = head;
    while (first != null && first.isSendable()) {
      head = first.next;
      size--;
      waitingBytes -= first.answerBytes();
      if (first.answer() != null) {
        send.accept(first.answer());
      }
      first = head;
    }
    if (head == null) {
      tail = null;
    }
  }

  /** Empties the queue; answers that waited are handed over, in order. */
  void drop(Consumer<Outbound> discard) {
    for (NettyExchange each = head; each != null; each = each.next) {
      Outbound answer = each.answer();
      if (answer != null) {
        discard.accept(answer);
      }
    }
    head = null;
    tail = null;
    size = 0;
    waitingBytes = 0;
  }
}
