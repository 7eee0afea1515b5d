/**
 * The house rules, as a failing test: sizes, layering, determinism of the core, documents that name
 * what is there.
 */
@NullMarked
package io.barnabas.tidy;

import org.jspecify.annotations.NullMarked;
