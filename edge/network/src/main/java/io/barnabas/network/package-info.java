/**
 * The shards and the transport of a real process, on Netty: event loops, sockets, framing, answers
 * in request order, and limits that stop reading instead of dropping. It knows frames and nothing
 * of what is in them.
 *
 * <p>Start reading at {@link io.barnabas.network.NettyTransport}; a frame's way in is {@link
 * io.barnabas.network.FrameReader}, an answer's way out {@link io.barnabas.network.AnswerWriter},
 * and {@link io.barnabas.network.NettyConnection} joins the two.
 */
@NullMarked
package io.barnabas.network;

import org.jspecify.annotations.NullMarked;
