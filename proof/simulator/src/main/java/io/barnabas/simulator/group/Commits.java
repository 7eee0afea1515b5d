package io.barnabas.simulator.group;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.barnabas.protocol.message.OffsetCommitResponse;
import io.barnabas.simulator.WireClient;
import java.util.List;
import java.util.function.Consumer;

/** Commits of one member, one partition at a time. */
final class Commits {
  private final GroupWorld world;
  private final String group;
  private final WireClient client;
  private final int version;

  Commits(GroupWorld world, String group, WireClient client, int version) {
    this.world = world;
    this.group = group;
    this.client = client;
    this.version = version;
  }

  /** Commits the next offset of one of some partitions. */
  void send(
      SeededRandomness chance,
      List<Place> owned,
      String memberId,
      int epoch,
      Consumer<Replies> onReply) {
    Place place = owned.get(chance.nextInt(owned.size()));
    long offset = world.offsets().next(group, place);
    int latest = world.generations().latest(group);
    client.ask(
        version,
        request(place, offset, memberId, epoch),
        OffsetCommitResponse.class,
        answer -> {
          short code = answer.topics().getFirst().partitions().getFirst().errorCode();
          Replies reply = world.reply(code, answer);
          if (reply == Replies.DONE) {
            world.offsets().acknowledged(group, place, offset);
            world.generations().commitTaken(group, epoch, latest);
            world.countDone();
          }
          onReply.accept(reply);
        },
        () -> onReply.accept(Replies.TRY_AGAIN));
  }

  private OffsetCommitRequest request(Place place, long offset, String memberId, int epoch) {
    OffsetCommitRequestPartition partition =
        new OffsetCommitRequestPartition()
            .partitionIndex(place.partition())
            .committedOffset(offset)
            .committedMetadata("");
    OffsetCommitRequestTopic topic =
        new OffsetCommitRequestTopic().name(place.topic()).partitions(List.of(partition));
    return new OffsetCommitRequest()
        .groupId(group)
        .memberId(memberId)
        .generationIdOrMemberEpoch(epoch)
        .topics(List.of(topic));
  }
}
