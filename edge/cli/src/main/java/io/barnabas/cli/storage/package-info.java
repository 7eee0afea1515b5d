/** kafka-storage.sh: prepares and describes log directories. */
@NullMarked
package io.barnabas.cli.storage;

import org.jspecify.annotations.NullMarked;
