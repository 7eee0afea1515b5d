/** From a frame to a handler and back: headers, versions, dispatch. */
@NullMarked
package io.barnabas.broker.request;

import org.jspecify.annotations.NullMarked;
