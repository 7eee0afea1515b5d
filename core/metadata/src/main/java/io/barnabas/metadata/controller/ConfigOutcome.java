package io.barnabas.metadata.controller;

import io.barnabas.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about the configs of one resource of a request.
 *
 * @param type the number in the request, which may be that of no type
 * @param message why it was refused, null if it was not
 */
record ConfigOutcome(byte type, String name, ErrorCode code, @Nullable String message) {}
