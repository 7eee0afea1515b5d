/** Consumer groups: official clients, each on a thread of its own, share topics. */
@NullMarked
package io.barnabas.conformance.group;

import org.jspecify.annotations.NullMarked;
