/** kafka-log-dirs.sh: shows what lies in the log directories of brokers. */
@NullMarked
package io.barnabas.cli.logdirs;

import org.jspecify.annotations.NullMarked;
