/** Real clients and hostile ones against a running broker. */
@NullMarked
package io.barnabas.conformance;

import org.jspecify.annotations.NullMarked;
