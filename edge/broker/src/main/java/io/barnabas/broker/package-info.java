/** broker. */
@NullMarked
package io.barnabas.broker;

import org.jspecify.annotations.NullMarked;
