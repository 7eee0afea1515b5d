package io.barnabas.conformance.adapter;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;

/** {@code poll} took milliseconds until 1.1; from 2.0 on it takes a duration (KIP-266). */
final class Polling {
  private static final MethodHandle POLL = handle();

  private Polling() {}

  @SuppressWarnings("unchecked")
  static ConsumerRecords<String, String> poll(KafkaConsumer<String, String> consumer, long waitMs) {
    try {
      return (ConsumerRecords<String, String>) POLL.invoke(consumer, waitMs);
    } catch (KafkaException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("poll failed", e);
    }
  }

  private static MethodHandle handle() {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      return ofDuration(lookup);
    } catch (NoSuchMethodException e) {
      return ofMilliseconds(lookup);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle ofDuration(MethodHandles.Lookup lookup)
      throws NoSuchMethodException, IllegalAccessException {
    MethodHandle poll =
        lookup.findVirtual(
            KafkaConsumer.class,
            "poll",
            MethodType.methodType(ConsumerRecords.class, Duration.class));
    MethodHandle ofMillis =
        lookup.findStatic(
            Duration.class, "ofMillis", MethodType.methodType(Duration.class, long.class));
    return MethodHandles.filterArguments(poll, 1, ofMillis);
  }

  private static MethodHandle ofMilliseconds(MethodHandles.Lookup lookup) {
    try {
      return lookup.findVirtual(
          KafkaConsumer.class, "poll", MethodType.methodType(ConsumerRecords.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
