/** Handlers of what clients ask of groups; the coordinators decide. */
@NullMarked
package io.barnabas.broker.handler.group;

import org.jspecify.annotations.NullMarked;
