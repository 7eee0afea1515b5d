/**
 * The controller: a state machine that turns commands and the image into metadata records and an
 * answer (design rule 5), and the driver that commits them in groups.
 */
@NullMarked
package io.barnabas.metadata.controller;

import org.jspecify.annotations.NullMarked;
