/** The topics that regular expressions in RE2's syntax stand for (KIP-848). */
@NullMarked
package io.barnabas.coordinator.group.regex;

import org.jspecify.annotations.NullMarked;
