/**
 * What a cluster is made of and how it is set: configs, the image of topics and brokers, the
 * controller that changes it, and the store that keeps it.
 */
@NullMarked
package io.barnabas.metadata;

import org.jspecify.annotations.NullMarked;
