/** Group coordinators on the partitions of {@code __consumer_offsets} that this broker leads. */
@NullMarked
package io.barnabas.broker.group;

import org.jspecify.annotations.NullMarked;
