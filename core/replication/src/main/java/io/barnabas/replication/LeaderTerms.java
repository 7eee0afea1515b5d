package io.barnabas.replication;

import io.barnabas.log.LogConfig;

/** Under which terms a partition is led. */
public record LeaderTerms(int leaderEpoch, int minInsyncReplicas, LogConfig logConfig) {}
