package io.barnabas.coordinator.group.offset;

/** What an offset is committed for. */
record OffsetPlace(String groupId, String topic, int partition) {}
