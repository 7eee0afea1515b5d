package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.client.Topics;
import io.barnabas.conformance.wire.Batches;
import io.barnabas.conformance.wire.Requests;
import io.barnabas.conformance.wire.Wire;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import java.io.IOException;
import java.util.List;

/**
 * A broker with so little memory that it would end if it reserved what a frame claims, and a topic
 * that a healthy client writes to and reads from.
 */
final class Target implements AutoCloseable {
  private static final int MEGABYTES = 64;
  private static final int WAIT_MS = 50;
  private static final int WAITS = 400;

  private final BrokerProcess process;
  private final String topic;
  private final long descriptors;
  private long written;

  private Target(BrokerProcess process) throws IOException {
    this.process = process;
    this.topic = Topics.create(process.broker(), "healthy");
    assertHealthy();
    this.descriptors = process.openDescriptors();
  }

  static Target start(BrokerSettings settings) throws IOException {
    return new Target(BrokerProcess.start(settings.withMemory(MEGABYTES)));
  }

  Broker broker() {
    return process.broker();
  }

  String topic() {
    return topic;
  }

  /** A new client writes a record and reads it, behind all that healthy clients wrote before. */
  void assertHealthy() throws IOException {
    assertThat(process.isAlive()).as("the broker is alive").isTrue();
    try (Wire wire = Wire.to(broker())) {
      PartitionProduceResponse answer = Requests.produced(wire, 9, topic, Batches.of(1));
      assertThat(answer.errorCode()).isZero();
      assertThat(answer.baseOffset()).isGreaterThanOrEqualTo(written);
      written = answer.baseOffset();
      assertThat(Batches.entries(Requests.records(Requests.fetched(wire, 11, topic, written))))
          .extracting(Batches.Entry::value)
          .containsExactly("v0");
      written++;
    }
  }

  /** All connections are gone, after a while, and files are not kept open for each of them. */
  void assertNothingLeft() throws IOException {
    long slack = 20;
    for (int i = 0; i < WAITS && process.openDescriptors() > descriptors + slack; i++) {
      pause();
    }
    assertThat(process.openDescriptors()).isLessThanOrEqualTo(descriptors + slack);
  }

  long openDescriptors() throws IOException {
    return process.openDescriptors();
  }

  /** What the broker logged as a mistake of its own. */
  List<String> errors() throws IOException {
    return process.stderr().stream()
        .filter(line -> line.contains(" ERROR ") || line.contains("OutOfMemory"))
        .toList();
  }

  @Override
  public void close() throws IOException {
    process.close();
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(WAIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
