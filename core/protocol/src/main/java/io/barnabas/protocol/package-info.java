/**
 * The wire protocol: API keys and their versions, error codes, and the framing of requests and
 * responses. The messages are generated into the packages beside it by build/message-generator.
 */
@NullMarked
package io.barnabas.protocol;

import org.jspecify.annotations.NullMarked;
