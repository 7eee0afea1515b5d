/** kafka-configs.sh: shows and changes configurations. */
@NullMarked
package io.barnabas.cli.configs;

import org.jspecify.annotations.NullMarked;
