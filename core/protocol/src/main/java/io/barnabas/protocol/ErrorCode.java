package io.barnabas.protocol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The protocol's error codes, with Kafka's names and numbers. */
public enum ErrorCode {
  UNKNOWN_SERVER_ERROR(-1, false, "The server met an unexpected error."),
  NONE(0, false, "No error."),
  OFFSET_OUT_OF_RANGE(1, false, "The offset is outside of the partition's log."),
  CORRUPT_MESSAGE(2, true, "The batch is damaged or not well formed."),
  UNKNOWN_TOPIC_OR_PARTITION(3, true, "This server does not host this partition."),
  INVALID_FETCH_SIZE(4, false, "The fetch size is not valid."),
  LEADER_NOT_AVAILABLE(5, true, "The partition has no leader at the moment."),
  NOT_LEADER_OR_FOLLOWER(
      6, true, "This broker does not lead the partition, or has no replica of it."),
  REQUEST_TIMED_OUT(7, true, "The request was not finished in time."),
  BROKER_NOT_AVAILABLE(8, false, "The broker is not available."),
  REPLICA_NOT_AVAILABLE(9, true, "The replica is not available on this broker."),
  MESSAGE_TOO_LARGE(10, false, "The batch is larger than the topic allows."),
  STALE_CONTROLLER_EPOCH(11, false, "The controller that sent this has been replaced."),
  OFFSET_METADATA_TOO_LARGE(12, false, "The metadata beside the offset is too long."),
  NETWORK_EXCEPTION(13, true, "The connection was lost before the answer came."),
  COORDINATOR_LOAD_IN_PROGRESS(14, true, "The coordinator is still loading its state."),
  COORDINATOR_NOT_AVAILABLE(15, true, "There is no coordinator at the moment."),
  NOT_COORDINATOR(16, true, "This broker does not coordinate that group or transaction."),
  INVALID_TOPIC_EXCEPTION(
      17, false, "The topic's name is not valid, or the topic may not be used so."),
  RECORD_LIST_TOO_LARGE(18, false, "The batches together are larger than a segment."),
  NOT_ENOUGH_REPLICAS(19, true, "Too few replicas are in sync to accept the write."),
  NOT_ENOUGH_REPLICAS_AFTER_APPEND(
      20, true, "The write is in the log, but too few replicas are in sync."),
  INVALID_REQUIRED_ACKS(21, false, "The number of required acknowledgements is not -1, 0 or 1."),
  ILLEGAL_GENERATION(22, false, "The group has another generation."),
  INCONSISTENT_GROUP_PROTOCOL(
      23, false, "The member shares no protocol with the rest of the group."),
  INVALID_GROUP_ID(24, false, "The group id is not valid."),
  UNKNOWN_MEMBER_ID(25, false, "The group has no such member."),
  INVALID_SESSION_TIMEOUT(26, false, "The session timeout is outside of what the broker allows."),
  REBALANCE_IN_PROGRESS(27, false, "The group is rebalancing; the member is to join again."),
  INVALID_COMMIT_OFFSET_SIZE(28, false, "The offset's data is too large to be committed."),
  TOPIC_AUTHORIZATION_FAILED(29, false, "Access to the topic is denied."),
  GROUP_AUTHORIZATION_FAILED(30, false, "Access to the group is denied."),
  CLUSTER_AUTHORIZATION_FAILED(31, false, "Access to the cluster is denied."),
  INVALID_TIMESTAMP(32, false, "A record's timestamp is too far from the present."),
  UNSUPPORTED_SASL_MECHANISM(33, false, "The SASL mechanism is not offered here."),
  ILLEGAL_SASL_STATE(34, false, "The request does not fit the state of the authentication."),
  UNSUPPORTED_VERSION(35, false, "The version of the API is not supported."),
  TOPIC_ALREADY_EXISTS(36, false, "There is a topic of that name already."),
  INVALID_PARTITIONS(37, false, "The number of partitions is not valid."),
  INVALID_REPLICATION_FACTOR(
      38, false, "The replication factor is below 1 or above the number of brokers."),
  INVALID_REPLICA_ASSIGNMENT(39, false, "The assignment of replicas is not valid."),
  INVALID_CONFIG(40, false, "The configuration is not valid."),
  NOT_CONTROLLER(41, true, "This node is not the active controller."),
  INVALID_REQUEST(42, false, "The request contradicts itself or the protocol."),
  UNSUPPORTED_FOR_MESSAGE_FORMAT(43, false, "The log's record format does not allow this."),
  POLICY_VIOLATION(44, false, "The request violates a policy of the cluster."),
  OUT_OF_ORDER_SEQUENCE_NUMBER(45, false, "The producer's sequence has a gap."),
  DUPLICATE_SEQUENCE_NUMBER(
      46, false, "The batch was written before, too long ago to tell its offset."),
  INVALID_PRODUCER_EPOCH(47, false, "A producer with a newer epoch has taken over."),
  INVALID_TXN_STATE(48, false, "The transaction's state does not allow this."),
  INVALID_PRODUCER_ID_MAPPING(
      49, false, "The producer id does not belong to the transactional id."),
  INVALID_TRANSACTION_TIMEOUT(
      50, false, "The transaction timeout is longer than the broker allows."),
  CONCURRENT_TRANSACTIONS(
      51, true, "The producer's transaction before this one is not complete yet."),
  TRANSACTION_COORDINATOR_FENCED(
      52, false, "The transaction coordinator that sent this has been replaced."),
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED(53, false, "Access to the transactional id is denied."),
  SECURITY_DISABLED(54, false, "Security is not turned on."),
  OPERATION_NOT_ATTEMPTED(
      55, false, "This was not attempted, because of an error elsewhere in the request."),
  KAFKA_STORAGE_ERROR(56, true, "The disk failed or is full."),
  LOG_DIR_NOT_FOUND(57, false, "The broker has no such log directory."),
  SASL_AUTHENTICATION_FAILED(58, false, "The authentication failed."),
  UNKNOWN_PRODUCER_ID(59, false, "Nothing is known of this producer id."),
  REASSIGNMENT_IN_PROGRESS(60, false, "The partition is being reassigned."),
  DELEGATION_TOKEN_AUTH_DISABLED(61, false, "Delegation tokens are not turned on."),
  DELEGATION_TOKEN_NOT_FOUND(62, false, "There is no such delegation token."),
  DELEGATION_TOKEN_OWNER_MISMATCH(63, false, "The delegation token belongs to another principal."),
  DELEGATION_TOKEN_REQUEST_NOT_ALLOWED(
      64, false, "This connection may not ask for delegation tokens."),
  DELEGATION_TOKEN_AUTHORIZATION_FAILED(65, false, "Access to the delegation token is denied."),
  DELEGATION_TOKEN_EXPIRED(66, false, "The delegation token has expired."),
  INVALID_PRINCIPAL_TYPE(67, false, "The type of the principal is not supported."),
  NON_EMPTY_GROUP(68, false, "The group still has members."),
  GROUP_ID_NOT_FOUND(69, false, "There is no such group."),
  FETCH_SESSION_ID_NOT_FOUND(70, true, "There is no such fetch session."),
  INVALID_FETCH_SESSION_EPOCH(71, true, "The fetch session expects another epoch."),
  LISTENER_NOT_FOUND(72, true, "The leader has no listener of the name the request came in by."),
  TOPIC_DELETION_DISABLED(73, false, "Deleting topics is turned off."),
  FENCED_LEADER_EPOCH(74, true, "The leader epoch is older than the broker's."),
  UNKNOWN_LEADER_EPOCH(75, true, "The leader epoch is newer than the broker's."),
  UNSUPPORTED_COMPRESSION_TYPE(76, false, "The client's version can't read this compression."),
  STALE_BROKER_EPOCH(77, false, "The broker has registered again since."),
  OFFSET_NOT_AVAILABLE(78, true, "The new leader does not know the high watermark yet."),
  MEMBER_ID_REQUIRED(79, false, "The member is to join again with the id given to it."),
  PREFERRED_LEADER_NOT_AVAILABLE(80, true, "The preferred leader is not available."),
  GROUP_MAX_SIZE_REACHED(81, false, "The group has as many members as it may have."),
  FENCED_INSTANCE_ID(82, false, "Another member has taken over the group instance id."),
  ELIGIBLE_LEADERS_NOT_AVAILABLE(83, true, "No replica that may lead is available."),
  ELECTION_NOT_NEEDED(84, true, "The partition has the leader that was asked for."),
  NO_REASSIGNMENT_IN_PROGRESS(85, false, "The partition is not being reassigned."),
  GROUP_SUBSCRIBED_TO_TOPIC(86, false, "A member of the group is subscribed to the topic."),
  INVALID_RECORD(87, false, "A record was refused."),
  UNSTABLE_OFFSET_COMMIT(88, true, "A transaction is about to change these offsets."),
  THROTTLING_QUOTA_EXCEEDED(89, true, "The quota is used up for now."),
  PRODUCER_FENCED(90, false, "A newer producer has the same transactional id."),
  RESOURCE_NOT_FOUND(91, false, "There is no such resource."),
  DUPLICATE_RESOURCE(92, false, "The resource is named twice."),
  UNACCEPTABLE_CREDENTIAL(93, false, "The credential does not meet the requirements."),
  INCONSISTENT_VOTER_SET(94, false, "The voters differ from those the other side knows."),
  INVALID_UPDATE_VERSION(95, false, "The version to update from is not the current one."),
  FEATURE_UPDATE_FAILED(96, false, "The features could not be updated."),
  PRINCIPAL_DESERIALIZATION_FAILURE(97, false, "The forwarded principal can't be read."),
  SNAPSHOT_NOT_FOUND(98, false, "There is no such snapshot."),
  POSITION_OUT_OF_RANGE(99, false, "The position is outside of the snapshot."),
  UNKNOWN_TOPIC_ID(100, true, "This server hosts no topic of that id."),
  DUPLICATE_BROKER_REGISTRATION(101, false, "A live broker has this id."),
  BROKER_ID_NOT_REGISTERED(102, false, "No broker is registered under this id."),
  INCONSISTENT_TOPIC_ID(103, true, "The partition's log belongs to another topic id."),
  INCONSISTENT_CLUSTER_ID(104, false, "The request is meant for another cluster."),
  TRANSACTIONAL_ID_NOT_FOUND(105, false, "There is no such transactional id."),
  FETCH_SESSION_TOPIC_ID_ERROR(106, true, "The fetch session mixes topic ids and topic names."),
  INELIGIBLE_REPLICA(107, false, "The replica may not join the replicas in sync."),
  NEW_LEADER_ELECTED(108, false, "The change made another replica the leader."),
  OFFSET_MOVED_TO_TIERED_STORAGE(109, false, "The offset is in tiered storage only."),
  FENCED_MEMBER_EPOCH(
      110, false, "The member's epoch is not the coordinator's; it is to join again."),
  UNRELEASED_INSTANCE_ID(111, false, "A member still holds this group instance id."),
  UNSUPPORTED_ASSIGNOR(112, false, "The group can't use this assignor."),
  STALE_MEMBER_EPOCH(113, false, "The member has a newer epoch, which it is to learn first."),
  MISMATCHED_ENDPOINT_TYPE(
      114, false, "The request went to a broker in place of a controller, or the reverse."),
  UNSUPPORTED_ENDPOINT_TYPE(115, false, "This type of endpoint is not supported."),
  UNKNOWN_CONTROLLER_ID(116, false, "There is no controller of this id."),
  UNKNOWN_SUBSCRIPTION_ID(117, false, "The telemetry subscription has changed."),
  TELEMETRY_TOO_LARGE(118, false, "The telemetry is larger than the broker accepts."),
  INVALID_REGISTRATION(119, false, "The registration is not valid."),
  TRANSACTION_ABORTABLE(120, false, "The transaction can only be aborted."),
  INVALID_RECORD_STATE(121, false, "The record's delivery state does not allow this."),
  SHARE_SESSION_NOT_FOUND(122, true, "There is no such share session."),
  INVALID_SHARE_SESSION_EPOCH(123, true, "The share session expects another epoch."),
  FENCED_STATE_EPOCH(124, false, "The share coordinator has a newer state epoch."),
  INVALID_VOTER_KEY(125, false, "The voter's directory id is not the one expected."),
  DUPLICATE_VOTER(126, false, "The voter is in the set already."),
  VOTER_NOT_FOUND(127, false, "The voter is not in the set."),
  INVALID_REGULAR_EXPRESSION(128, false, "The regular expression is not valid."),
  REBOOTSTRAP_REQUIRED(129, false, "The client is to start again from its bootstrap servers."),
  STREAMS_INVALID_TOPOLOGY(130, false, "The streams topology is not valid."),
  STREAMS_INVALID_TOPOLOGY_EPOCH(131, false, "The epoch of the streams topology is not valid."),
  STREAMS_TOPOLOGY_FENCED(132, false, "The group has a newer streams topology."),
  SHARE_SESSION_LIMIT_REACHED(133, true, "The broker has as many share sessions as it may have."),
  GROUP_DELETION_FAILED(134, false, "The group could not be deleted."),
  STREAMS_TOPOLOGY_DESCRIPTION_UPDATE_FAILED(
      135, false, "The description of the streams topology could not be updated."),
  CONTROLLER_ID_NOT_REGISTERED(136, false, "No controller is registered under this id.");

  private static final ErrorCode[] BY_CODE = new ErrorCode[values().length - 1];

  static {
    Arrays.stream(values()).filter(e -> e.code >= 0).forEach(e -> BY_CODE[e.code] = e);
  }

  private final short code;
  private final boolean retriable;
  private final String message;

  ErrorCode(int code, boolean retriable, String message) {
    this.code = (short) code;
    this.retriable = retriable;
    this.message = message;
  }

  /** The error of that number; null for a number that this release does not know. */
  public static @Nullable ErrorCode forCode(int code) {
    if (code == UNKNOWN_SERVER_ERROR.code) {
      return UNKNOWN_SERVER_ERROR;
    }
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }

  public short code() {
    return code;
  }

  /** Whether the same request may succeed later, or elsewhere after fresh metadata. */
  public boolean isRetriable() {
    return retriable;
  }

  /** A sentence for people. */
  public String message() {
    return message;
  }
}
