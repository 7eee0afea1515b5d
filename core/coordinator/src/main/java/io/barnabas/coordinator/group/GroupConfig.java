package io.barnabas.coordinator.group;

import io.barnabas.coordinator.group.classic.ClassicConfig;
import io.barnabas.coordinator.group.consumer.ConsumerProtocol;
import io.barnabas.coordinator.group.offset.OffsetConfig;

/** What the broker's configs say of groups, for each part of the coordinator. */
public record GroupConfig(ClassicConfig classic, OffsetConfig offsets, ConsumerProtocol consumer) {}
