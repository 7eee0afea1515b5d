/** Message formats v0 and v1, and releases reading what other releases wrote. */
@NullMarked
package io.barnabas.conformance.legacy;

import org.jspecify.annotations.NullMarked;
