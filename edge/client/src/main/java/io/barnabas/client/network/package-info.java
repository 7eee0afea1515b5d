/** Connections to brokers: one blocking socket each, versions negotiated on opening. */
@NullMarked
package io.barnabas.client.network;

import org.jspecify.annotations.NullMarked;
