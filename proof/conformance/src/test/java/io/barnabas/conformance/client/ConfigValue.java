package io.barnabas.conformance.client;

import org.jspecify.annotations.Nullable;

/** A config as the broker reports it. */
public record ConfigValue(@Nullable String value, boolean isDefault, boolean isReadOnly) {}
