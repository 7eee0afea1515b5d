package io.barnabas.replication;

/** Identifies the waits of one fetch, at whatever partitions they are. */
public final class WaitTicket {}
