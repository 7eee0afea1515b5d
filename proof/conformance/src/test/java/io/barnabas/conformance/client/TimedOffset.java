package io.barnabas.conformance.client;

/** A record found by time. */
public record TimedOffset(long offset, long timestampMs) {}
