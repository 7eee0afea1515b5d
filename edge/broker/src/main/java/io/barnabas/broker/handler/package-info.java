/** One class for each API. */
@NullMarked
package io.barnabas.broker.handler;

import org.jspecify.annotations.NullMarked;
