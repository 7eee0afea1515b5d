package io.barnabas.environment.real;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What many threads put and one thread takes, all at once and in order. A stack whose head also
 * tells the taker's state, so that a putter pays one compare-and-set, and wakes the taker only when
 * it really sleeps.
 */
final class Inbox<E> {
  private static final Node<?> ASLEEP = new Node<>(null);
  private static final Node<?> CLOSED = new Node<>(null);

  /** Null: empty, the taker is awake. */
  private final AtomicReference<@Nullable Node<?>> head = new AtomicReference<>();

  private volatile @Nullable Thread taker;

  /** Names the thread that takes; before that thread first sleeps. */
  void takenBy(Thread thread) {
    taker = thread;
  }

  /** Any thread; false when the inbox is closed. */
  boolean put(E item) {
    Node<E> node = new Node<>(item);
    while (true) {
      Node<?> seen = head.get();
      if (seen == CLOSED) {
        return false;
      }
      node.earlier = seen == ASLEEP ? null : seen;
      if (head.compareAndSet(seen, node)) {
        if (seen == ASLEEP) {
          LockSupport.unpark(taker);
        }
        return true;
      }
    }
  }

  /** Hands all that is there to the consumer, oldest first; false when there was nothing. */
  boolean drain(Consumer<? super E> consumer) {
    if (head.get() == null) {
      return false;
    }
    Node<E> node = oldestFirst(head.getAndSet(null));
    while (node != null) {
      consumer.accept(node.item());
      node = node.next();
    }
    return true;
  }

  /** Sleeps until something is put, the time is over or the thread is unparked. */
  void await(long maxNs) {
    if (head.compareAndSet(null, ASLEEP)) {
      LockSupport.parkNanos(this, maxNs);
      head.compareAndSet(ASLEEP, null);
    }
  }

  /** Ends the taker's sleep, or its next one. Any thread. */
  void wake() {
    LockSupport.unpark(taker);
  }

  /** From then on nothing can be put; false when there is something to take first. */
  boolean closeIfEmpty() {
    return head.compareAndSet(null, CLOSED);
  }

  private static <E> @Nullable Node<E> oldestFirst(@Nullable Node<?> newest) {
    Node<?> reversed = null;
    Node<?> node = newest;
    while (node != null) {
      Node<?> earlier = node.earlier;
      node.earlier = reversed;
      reversed = node;
      node = earlier;
    }
    @SuppressWarnings("unchecked") // put() is the only one to add nodes
    Node<E> oldest = (Node<E>) reversed;
    return oldest;
  }

  private static final class Node<E> {
    private final @Nullable E item;
    private @Nullable Node<?> earlier;

    Node(@Nullable E item) {
      this.item = item;
    }

    @SuppressWarnings("NullAway") // only the two markers have no item, and they are never drained
    E item() {
      return item;
    }

    /** After the reversal the link points to the later one. */
    @SuppressWarnings("unchecked")
    @Nullable Node<E> next() {
      return (Node<E>) earlier;
    }
  }
}
