/** kafka-topics.sh: creates, lists, describes, grows and deletes topics. */
@NullMarked
package io.barnabas.cli.topics;

import org.jspecify.annotations.NullMarked;
