/**
 * The broker: wires the core to the network and the disk, and answers each API with a class of its
 * own.
 */
@NullMarked
package io.barnabas.broker;

import org.jspecify.annotations.NullMarked;
