package io.barnabas.conformance.adapter;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;

/** The answers' {@code values} were renamed {@code topicNameValues} in 3.1 (KIP-516). */
final class TopicDescriptions {
  private TopicDescriptions() {}

  @SuppressWarnings("unchecked")
  static TopicDescription of(AdminClient admin, String name) {
    DescribeTopicsResult result = admin.describeTopics(Set.of(name));
    var values = (Map<String, KafkaFuture<TopicDescription>>) values(result);
    return Waiting.forResult(values.get(name));
  }

  private static Object values(DescribeTopicsResult result) {
    try {
      return DescribeTopicsResult.class.getMethod("topicNameValues").invoke(result);
    } catch (NoSuchMethodException e) {
      return valuesBefore3(result);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object valuesBefore3(DescribeTopicsResult result) {
    try {
      return DescribeTopicsResult.class.getMethod("values").invoke(result);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
