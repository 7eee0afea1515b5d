package io.barnabas.broker.partition;

import io.barnabas.log.LogIdentity;

/**
 * To move a partition's log to another log directory.
 *
 * @param copy the log while it is being copied
 * @param target the same when it has taken the log's place
 */
public record MoveOrder(LogIdentity copy, LogIdentity target) {}
