package io.barnabas.replication.fetch;

import io.barnabas.protocol.primitive.Uuid;

/**
 * How a fetch names a partition: by topic name up to version 12 (the id is zero), by topic id from
 * version 13 on (the name is empty).
 */
public record FetchKey(Uuid topicId, String topic, int partition) {}
