/**
 * A fetch from request to answer: session, reads at the leaders, waiting for more, the cut to size.
 */
@NullMarked
package io.barnabas.broker.fetch;

import org.jspecify.annotations.NullMarked;
