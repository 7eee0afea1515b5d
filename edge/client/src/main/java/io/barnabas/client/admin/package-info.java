/** Administration: topics, configurations, offsets, log directories. */
@NullMarked
package io.barnabas.client.admin;

import org.jspecify.annotations.NullMarked;
