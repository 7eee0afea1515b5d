package io.barnabas.simulator.broker;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.message.InitProducerIdRequest;
import io.barnabas.protocol.message.InitProducerIdResponse;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.WireClient;
import io.barnabas.simulator.batch.Sender;
import io.barnabas.simulator.batch.Value;
import io.barnabas.simulator.broker.Delivery.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches to one partition, then to another. As an idempotent producer it sends what was not
 * acknowledged again, in order, until it is or until the broker has lost the producer's place;
 * otherwise each batch is sent once.
 */
final class Producer {
  private static final int MAX_PAUSE_MS = 10;
  private static final int MAX_RECORDS = 4;
  private static final int MAX_IN_FLIGHT = 4;
  private static final int INIT_VERSION = 4;

  private final Workload workload;
  private final SeededRandomness chance;
  private final WireClient client;
  private final int writer;
  private final boolean idempotent;
  private final List<Delivery> unacknowledged = new ArrayList<>();
  private @Nullable Target target;
  private Sender next = Sender.ANONYMOUS;
  private long nextNumber;

  /**
   * @param writer tells this producer's values from those of others
   */
  Producer(Workload workload, int writer, boolean idempotent) {
    this.workload = workload;
    this.writer = writer;
    this.idempotent = idempotent;
    chance = workload.newChance();
    // What is sent once may come in any order when there are two connections after each other.
    client = idempotent ? workload.newRetryingClient() : workload.newClient();
  }

  void start() {
    workload.later(chance, MAX_PAUSE_MS, this::act);
  }

  private void act() {
    if (target != null && !target.isPresent()) {
      chooseAnew();
    }
    if (!workload.isRunning()) {
      start();
    } else if (target == null || (unacknowledged.isEmpty() && chance.chance(50))) {
      choose();
    } else {
      produce(target);
      start();
    }
  }

  /** What was sent and not acknowledged is forgotten: it may be there or not. */
  private void chooseAnew() {
    target = null;
    unacknowledged.clear();
  }

  private void choose() {
    target = Target.any(workload, chance).orElse(null);
    next = Sender.ANONYMOUS;
    if (target == null || !idempotent) {
      start();
      return;
    }
    client.ask(
        INIT_VERSION,
        new InitProducerIdRequest().transactionalId(null).transactionTimeoutMs(60_000),
        InitProducerIdResponse.class,
        this::onIdentity,
        () -> {
          chooseAnew();
          start();
        });
  }

  private void onIdentity(InitProducerIdResponse answer) {
    if (answer.errorCode() != 0 || answer.producerId() < 0) {
      throw new Violation("A producer id was asked for and answered with " + answer);
    }
    workload.noteProducerId(answer.producerId());
    next = new Sender(answer.producerId(), answer.producerEpoch(), 0);
    start();
  }

  private void produce(Target to) {
    boolean again = unacknowledged.stream().anyMatch(Delivery::failed);
    if (again) {
      if (unacknowledged.stream().noneMatch(Delivery::isUnderWay)) {
        unacknowledged.forEach(this::send);
      }
    } else if (unacknowledged.size() < MAX_IN_FLIGHT) {
      List<Value> values = nextValues();
      to.history().sent(values);
      short acks = idempotent ? -1 : (short) (chance.nextInt(3) - 1);
      Delivery delivery = new Delivery(to, next, workload.nowMs(), values, acks, randomVersion());
      next = delivery.following();
      if (acks != 0) {
        unacknowledged.add(delivery);
      }
      send(delivery);
    }
  }

  private int randomVersion() {
    return Delivery.FIRST_VERSION
        + chance.nextInt(Delivery.LAST_VERSION - Delivery.FIRST_VERSION + 1);
  }

  private List<Value> nextValues() {
    List<Value> values = new ArrayList<>();
    int count = 1 + chance.nextInt(MAX_RECORDS);
    for (int i = 0; i < count; i++) {
      values.add(new Value(writer, nextNumber++));
    }
    return values;
  }

  private void send(Delivery delivery) {
    delivery.send(client, answer -> onAnswer(delivery, answer));
  }

  private void onAnswer(Delivery delivery, Answer answer) {
    if (!unacknowledged.contains(delivery)) {
      return;
    }
    switch (answer) {
      case ACKNOWLEDGED -> {
        unacknowledged.remove(delivery);
        workload.countDone();
      }
      case PLACE_LOST -> {
        if (unacknowledged.getFirst() == delivery) {
          chooseAnew();
        }
      }
      case FAILED -> {
        if (!idempotent) {
          unacknowledged.remove(delivery);
        }
      }
    }
  }
}
