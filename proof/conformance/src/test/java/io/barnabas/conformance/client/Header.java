package io.barnabas.conformance.client;

import org.jspecify.annotations.Nullable;

/** A record's header. */
public record Header(String name, @Nullable String value) {}
