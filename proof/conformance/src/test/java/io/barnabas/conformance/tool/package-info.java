/** Our tools and Kafka's, beside each other on one broker. */
@NullMarked
package io.barnabas.conformance.tool;

import org.jspecify.annotations.NullMarked;
