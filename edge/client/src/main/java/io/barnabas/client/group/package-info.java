/** Being a member of a consumer group, and what groups have committed. */
@NullMarked
package io.barnabas.client.group;

import org.jspecify.annotations.NullMarked;
