package io.barnabas.conformance.group;

import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Incoming;
import io.barnabas.conformance.client.OfficialConsumer;
import io.barnabas.conformance.client.RefusedException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group that polls on a thread of its own, and between two polls does what it is
 * told. Closing leaves the group. An error of a poll ends it and is kept.
 */
final class Member implements AutoCloseable {
  private static final int POLL_MS = 50;
  private static final long ANSWER_SECONDS = 60;

  private final OfficialConsumer consumer;
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final List<Incoming> received = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile Set<String> assignment = Set.of();
  private volatile @Nullable RefusedException failure;
  private volatile boolean leaving;
  private volatile boolean polling = true;

  private Member(OfficialConsumer consumer, Consumer<OfficialConsumer> subscription) {
    this.consumer = consumer;
    this.thread = Thread.ofPlatform().daemon().unstarted(() -> live(subscription));
  }

  /** A member that subscribes as told and begins to poll. */
  static Member join(OfficialConsumer consumer, Consumer<OfficialConsumer> subscription) {
    Member member = new Member(consumer, subscription);
    member.thread.start();
    return member;
  }

  /** A member that subscribes to a topic. */
  static Member of(Clients clients, String group, String topic, String... settings) {
    return join(clients.member(group, settings), consumer -> consumer.subscribe(topic));
  }

  /** A member that subscribes to a topic with an assignor. */
  static Member of(Clients clients, Assignor assignor, String group, String topic) {
    return of(clients, group, topic, assignor.settings());
  }

  /**
   * Waits until two members have so many partitions each and none in common. Each tells what it had
   * after its last poll, so what they tell at one moment need not fit together.
   */
  static void awaitShares(Member one, Member other, int partitionsEach) {
    Eventually.holds(
        () -> areShares(one.assignment(), other.assignment(), partitionsEach),
        () -> one + " and " + other);
  }

  private static boolean areShares(Set<String> one, Set<String> other, int partitionsEach) {
    return one.size() == partitionsEach
        && other.size() == partitionsEach
        && Collections.disjoint(one, other);
  }

  /** What it had after its last poll, as {@code topic-N}. */
  Set<String> assignment() {
    return assignment;
  }

  List<Incoming> received() {
    return List.copyOf(received);
  }

  /** The error that ended it. */
  @Nullable RefusedException failure() {
    return failure;
  }

  /** Does something between two polls and gives its result. */
  <T> T ask(Function<OfficialConsumer, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    tasks.add(
        () -> {
          try {
            answer.complete(question.apply(consumer));
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RefusedException refused ? refused : e;
    }
  }

  /** Does something between two polls. */
  void tell(Consumer<OfficialConsumer> order) {
    ask(
        asked -> {
          order.accept(asked);
          return Boolean.TRUE;
        });
  }

  /** Stops to poll, as one that works on a record for long; told what to do, it still does it. */
  void stopPolling() {
    polling = false;
    tell(_ -> {});
  }

  void goOnPolling() {
    polling = true;
  }

  void awaitAssignment(Set<String> wanted) {
    Eventually.holds(() -> assignment.equals(wanted), this::toString);
  }

  void awaitAssignmentOf(int partitions) {
    Eventually.holds(() -> assignment.size() == partitions, this::toString);
  }

  /**
   * Until it knows where it reads. The consumer of the new protocol throws out of a poll what it is
   * told when it asks for committed offsets, also that it was fenced: it should not still have to
   * ask when it comes back from a silence.
   */
  void awaitPositions() {
    tell(
        asked -> {
          for (String partition : asked.assignment()) {
            int dash = partition.lastIndexOf('-');
            asked.position(
                partition.substring(0, dash), Integer.parseInt(partition.substring(dash + 1)));
          }
        });
  }

  void awaitReceived(int count) {
    Eventually.holds(() -> received.size() >= count, this::toString);
  }

  void awaitFailure(String error) {
    Eventually.holds(() -> failure != null && failure.error().equals(error), this::toString);
  }

  @Override
  public void close() {
    leaving = true;
    try {
      if (!thread.join(java.time.Duration.ofSeconds(ANSWER_SECONDS))) {
        throw new CompletionException(new TimeoutException("A member does not leave: " + this));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return assignment + ", " + received.size() + " received, failure " + failure;
  }

  private void live(Consumer<OfficialConsumer> subscription) {
    try (consumer) {
      subscription.accept(consumer);
      while (!leaving) {
        step();
      }
    } catch (RefusedException e) {
      failure = e;
    } finally {
      assignment = Set.of();
    }
  }

  private void step() {
    Runnable task = polling ? tasks.poll() : waitForTask();
    if (task != null) {
      task.run();
    }
    if (polling) {
      received.addAll(consumer.poll(POLL_MS));
      assignment = Set.copyOf(consumer.assignment());
    }
  }

  private @Nullable Runnable waitForTask() {
    try {
      return tasks.poll(POLL_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      leaving = true;
      return null;
    }
  }
}
