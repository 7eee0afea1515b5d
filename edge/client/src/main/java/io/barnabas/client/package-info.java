/** A small blocking client: the cluster, its connections and its errors; the rest is beside it. */
@NullMarked
package io.barnabas.client;

import org.jspecify.annotations.NullMarked;
