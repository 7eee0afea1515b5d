/** The broker's place in its cluster: the published image, and what follows from its changes. */
@NullMarked
package io.barnabas.broker.cluster;

import org.jspecify.annotations.NullMarked;
