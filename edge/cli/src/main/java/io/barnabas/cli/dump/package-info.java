/** kafka-dump-log.sh: shows what is in the files of a log. */
@NullMarked
package io.barnabas.cli.dump;

import org.jspecify.annotations.NullMarked;
