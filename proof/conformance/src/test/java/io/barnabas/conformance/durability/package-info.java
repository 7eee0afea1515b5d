/** What is acknowledged is there after the process, or the machine, was ended in mid-work. */
@NullMarked
package io.barnabas.conformance.durability;

import org.jspecify.annotations.NullMarked;
