package io.barnabas.metadata.controller;

import io.barnabas.protocol.Message;
import java.util.List;

/**
 * What a command came to; nothing has happened yet.
 *
 * @param records to be committed together
 * @param response to be given when they are
 */
record ControllerResult<R>(List<Message> records, R response) {}
