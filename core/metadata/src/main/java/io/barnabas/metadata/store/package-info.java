/**
 * The ordered log of metadata records: the port, which is all that differs between the ways to run
 * a cluster, and the store on this disk.
 */
@NullMarked
package io.barnabas.metadata.store;

import org.jspecify.annotations.NullMarked;
