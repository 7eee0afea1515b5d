/** Bad input: nothing is lost or stuck, and a healthy client is served after each. */
@NullMarked
package io.barnabas.conformance.hostile;

import org.jspecify.annotations.NullMarked;
