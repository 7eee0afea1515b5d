package io.barnabas.coordinator.group.offset;

import io.barnabas.protocol.primitive.Uuid;

/** Removes what groups committed for a topic that has been deleted. */
record DeletedTopicRule(CommittedOffsets offsets, String topic, Uuid topicId)
    implements Sweep.Rule {

  @Override
  public void collect(String groupId, Piece piece) {
    piece.examined(1);
    GroupOffsets found = offsets.find(groupId);
    PartitionOffsets partitions = found == null ? null : found.find(topic);
    if (partitions == null) {
      return;
    }
    piece.examined(partitions.size());
    for (int place = 0; place < partitions.size() && !piece.isFull(); place++) {
      if (partitions.offsetAt(place).mayBeOf(topicId)) {
        piece.add(groupId, topic, partitions.partitionAt(place));
      }
    }
  }
}
