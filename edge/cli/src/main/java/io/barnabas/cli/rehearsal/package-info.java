/**
 * What a broker and the tools will do, done once for the JVM to learn from. Scenes are what clients
 * do all day, thousands of times; tools are run once.
 */
@NullMarked
package io.barnabas.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
