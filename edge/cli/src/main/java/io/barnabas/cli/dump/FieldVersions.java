package io.barnabas.cli.dump;

import io.barnabas.protocol.coordinator.ConsumerGroupCurrentMemberAssignmentValue;
import io.barnabas.protocol.coordinator.ConsumerGroupMetadataValue;
import io.barnabas.protocol.coordinator.ConsumerGroupTargetAssignmentMetadataValue;
import io.barnabas.protocol.coordinator.GroupMetadataValue;
import io.barnabas.protocol.coordinator.OffsetCommitValue;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of the records of groups are shown. Kafka leaves out what a version lacks, and a
 * tagged field with its default; the versions are those of the published schemas.
 */
final class FieldVersions {
  private FieldVersions() {}

  static boolean isShown(Object message, String field, @Nullable Object value, short version) {
    return switch (message) {
      case OffsetCommitValue _ -> ofOffset(field, value, version);
      case GroupMetadataValue _ -> !field.equals("currentStateTimestamp") || version >= 2;
      case GroupMetadataValue.MemberMetadata _ -> ofMember(field, version);
      case ConsumerProtocolSubscription _ -> ofSubscription(field, version);
      case ConsumerGroupMetadataValue _ -> !field.equals("metadataHash") || !isZero(value);
      case ConsumerGroupTargetAssignmentMetadataValue _ ->
          !field.equals("assignmentTimestamp") || !isZero(value);
      case ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions _ ->
          !field.equals("assignmentEpochs") || isFilled(value);
      default -> true;
    };
  }

  private static boolean ofOffset(String field, @Nullable Object value, short version) {
    return switch (field) {
      case "leaderEpoch" -> version >= 3;
      case "expireTimestamp" -> version == 1;
      case "topicId" -> version >= 4 && !Uuid.ZERO.equals(value);
      default -> true;
    };
  }

  private static boolean ofMember(String field, short version) {
    return switch (field) {
      case "rebalanceTimeout" -> version >= 1;
      case "groupInstanceId" -> version >= 3;
      default -> true;
    };
  }

  private static boolean ofSubscription(String field, short version) {
    return switch (field) {
      case "ownedPartitions" -> version >= 1;
      case "generationId" -> version >= 2;
      case "rackId" -> version >= 3;
      default -> true;
    };
  }

  private static boolean isZero(@Nullable Object value) {
    return value instanceof Long number && number == 0;
  }

  private static boolean isFilled(@Nullable Object value) {
    return value instanceof List<?> list && !list.isEmpty();
  }
}
