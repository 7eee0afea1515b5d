/** Who gets which partitions: the server-side assignors of KIP-848 and what they work on. */
@NullMarked
package io.barnabas.coordinator.group.assignor;

import org.jspecify.annotations.NullMarked;
