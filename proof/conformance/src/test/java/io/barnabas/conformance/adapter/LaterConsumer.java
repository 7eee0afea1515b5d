package io.barnabas.conformance.adapter;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Calls of the consumer that came, or went, with a release. */
final class LaterConsumer {
  private LaterConsumer() {}

  static void subscribeMatchingOnBroker(KafkaConsumer<String, String> consumer, String regex) {
    consumer.subscribe(new SubscriptionPattern(regex));
  }

  /** Until 2.3 a partition was asked for by itself, which went away with 4.0. */
  @SuppressWarnings("unchecked")
  static @Nullable OffsetAndMetadata committed(
      KafkaConsumer<String, String> consumer, TopicPartition place) {
    try {
      return ((Map<TopicPartition, OffsetAndMetadata>)
              KafkaConsumer.class.getMethod("committed", Set.class).invoke(consumer, Set.of(place)))
          .get(place);
    } catch (NoSuchMethodException e) {
      return committedOfOne(consumer, place);
    } catch (ReflectiveOperationException e) {
      throw unwrapped(e);
    }
  }

  private static @Nullable OffsetAndMetadata committedOfOne(
      KafkaConsumer<String, String> consumer, TopicPartition place) {
    try {
      return (OffsetAndMetadata)
          KafkaConsumer.class.getMethod("committed", TopicPartition.class).invoke(consumer, place);
    } catch (ReflectiveOperationException e) {
      throw unwrapped(e);
    }
  }

  private static RuntimeException unwrapped(ReflectiveOperationException e) {
    return e.getCause() instanceof KafkaException known ? known : new IllegalStateException(e);
  }
}
