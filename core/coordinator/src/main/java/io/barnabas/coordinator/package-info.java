/** What all coordinators share: how they refuse. */
@NullMarked
package io.barnabas.coordinator;

import org.jspecify.annotations.NullMarked;
