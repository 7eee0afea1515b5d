package io.barnabas.conformance.adapter;

import io.barnabas.conformance.client.OfficialAdmin;
import io.barnabas.conformance.client.OfficialClient;
import io.barnabas.conformance.client.OfficialConsumer;
import io.barnabas.conformance.client.OfficialGroups;
import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Release;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The release whose class loader has loaded this class. */
public final class KafkaClient implements OfficialClient {
  private final Release release;

  public KafkaClient(Release release) {
    this.release = release;
  }

  @Override
  public OfficialProducer producer(Map<String, String> settings) {
    return new ProducerAdapter(
        release,
        withOwnLoader(
            () ->
                new KafkaProducer<>(
                    properties(settings), new StringSerializer(), new StringSerializer())));
  }

  @Override
  public OfficialConsumer consumer(Map<String, String> settings) {
    return new ConsumerAdapter(
        release,
        withOwnLoader(
            () ->
                new KafkaConsumer<>(
                    properties(settings), new StringDeserializer(), new StringDeserializer())));
  }

  @Override
  public OfficialAdmin admin(Map<String, String> settings) {
    return new AdminAdapter(withOwnLoader(() -> AdminClient.create(properties(settings))));
  }

  @Override
  public OfficialGroups groups(Map<String, String> settings) {
    return new GroupsAdapter(
        release, withOwnLoader(() -> AdminClient.create(properties(settings))));
  }

  private static Properties properties(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }

  /** Kafka looks classes up by name through the thread's loader. */
  private static <T> T withOwnLoader(Supplier<T> construction) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaClient.class.getClassLoader());
    try {
      return construction.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
