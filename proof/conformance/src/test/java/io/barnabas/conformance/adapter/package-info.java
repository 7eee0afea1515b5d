/**
 * The interfaces of {@code client} on top of Kafka's classes. Compiled once, against the newest
 * release; loaded anew beside each release. What a release lacks stands in a class of its own,
 * which is loaded only when a test for later releases uses it, or is called by reflection.
 */
@NullMarked
package io.barnabas.conformance.adapter;

import org.jspecify.annotations.NullMarked;
