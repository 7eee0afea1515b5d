/**
 * The classic group protocol: members join, one of them assigns, all are told, and a change begins
 * this anew. What of a group outlives its coordinator is one record for each generation; who waits
 * for whom is soft state.
 */
@NullMarked
package io.barnabas.coordinator.group.classic;

import org.jspecify.annotations.NullMarked;
