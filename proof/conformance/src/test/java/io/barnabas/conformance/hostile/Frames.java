package io.barnabas.conformance.hostile;

import io.barnabas.conformance.wire.Batches;
import io.barnabas.conformance.wire.Requests;
import io.barnabas.conformance.wire.Wire;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.CreatePartitionsRequest;
import io.barnabas.protocol.message.CreatePartitionsRequest.CreatePartitionsTopic;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.DeleteTopicsRequest;
import io.barnabas.protocol.message.DescribeConfigsRequest;
import io.barnabas.protocol.message.DescribeConfigsRequest.DescribeConfigsResource;
import io.barnabas.protocol.message.FetchRequest.FetchPartition;
import io.barnabas.protocol.message.ListOffsetsRequest;
import io.barnabas.protocol.message.ListOffsetsRequest.ListOffsetsPartition;
import io.barnabas.protocol.message.ListOffsetsRequest.ListOffsetsTopic;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataRequest.MetadataRequestTopic;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Requests as a fuzzer has them. */
final class Frames {
  private static final int MAX_RANDOM_BYTES = 300;
  private static final int MAX_MUTATIONS = 6;
  private static final int HEAD_BYTES = 8;
  private static final byte[] EDGES = {0, 1, 2, -1, Byte.MIN_VALUE, Byte.MAX_VALUE};

  private Frames() {}

  /** A head that is right, and bytes that are not. */
  static byte[] random(Random random, int api, int version) {
    byte[] rest = new byte[random.nextInt(MAX_RANDOM_BYTES)];
    random.nextBytes(rest);
    return ByteBuffer.allocate(HEAD_BYTES + rest.length)
        .putShort((short) api)
        .putShort((short) version)
        .putInt(random.nextInt())
        .put(rest)
        .array();
  }

  /** A request about the topic, as full as it is worth; of other APIs the defaults. */
  static byte[] valid(@Nullable ApiKey api, int version, String topic) {
    if (api == null) {
      throw new IllegalArgumentException("The broker serves an API that has no schema");
    }
    return Wire.frame(api, version, 1, request(api, version, topic));
  }

  /** The same with some bytes changed, cut out or put in; the head stays. */
  static byte[] mutated(Random random, byte[] frame) {
    byte[] changed = frame.clone();
    for (int i = random.nextInt(MAX_MUTATIONS); i >= 0 && changed.length > HEAD_BYTES; i--) {
      int at = HEAD_BYTES + random.nextInt(changed.length - HEAD_BYTES);
      switch (random.nextInt(4)) {
        case 0 -> changed[at] = (byte) random.nextInt();
        case 1 -> changed[at] = EDGES[random.nextInt(EDGES.length)];
        case 2 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        default -> changed = Arrays.copyOf(changed, at);
      }
    }
    return changed;
  }

  private static Message request(ApiKey api, int version, String topic) {
    return switch (api) {
      case PRODUCE -> Requests.produce(version >= 13 ? "" : topic, Batches.of(3)).timeoutMs(100);
      case FETCH ->
          Requests.fetch(version >= 13 ? "" : topic, new FetchPartition())
              .sessionEpoch(version >= 7 ? 0 : -1)
              .maxWaitMs(10);
      case LIST_OFFSETS -> listOffsets(topic);
      case METADATA ->
          new MetadataRequest().topics(List.of(new MetadataRequestTopic().name(topic)));
      case CREATE_TOPICS -> createTopics(topic);
      case DELETE_TOPICS ->
          version >= 6
              ? new DeleteTopicsRequest()
              : new DeleteTopicsRequest().topicNames(List.of(topic));
      case CREATE_PARTITIONS ->
          new CreatePartitionsRequest()
              .topics(List.of(new CreatePartitionsTopic().name(topic).count(2)));
      case DESCRIBE_CONFIGS ->
          new DescribeConfigsRequest()
              .resources(
                  List.of(
                      new DescribeConfigsResource().resourceType((byte) 2).resourceName(topic)));
      case API_VERSIONS -> Requests.apiVersions();
      default -> defaults(api);
    };
  }

  private static Message listOffsets(String topic) {
    return new ListOffsetsRequest()
        .replicaId(-1)
        .topics(
            List.of(
                new ListOffsetsTopic()
                    .name(topic)
                    .partitions(List.of(new ListOffsetsPartition().timestamp(5)))));
  }

  private static Message createTopics(String topic) {
    return new CreateTopicsRequest()
        .timeoutMs(100)
        .topics(
            List.of(
                new CreatableTopic().name(topic).numPartitions(1).replicationFactor((short) 1)));
  }

  private static Message defaults(ApiKey api) {
    try {
      String name = "io.barnabas.protocol.message." + api.apiName() + "Request";
      return (Message) Class.forName(name).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("No request of " + api, e);
    }
  }
}
