package io.barnabas.network;

import io.barnabas.environment.FileSlice;
import io.barnabas.environment.MemoryFile;
import io.barnabas.environment.Outbound;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers to a channel. Small pieces are gathered in one buffer, so that the answers of a
 * turn leave in one system call; large ones and files go as they are. One shard.
 */
final class AnswerWriter {
  private static final int LENGTH_BYTES = 4;
  private static final int FIRST_GATHERED_BYTES = 1024;
  private static final int MAX_GATHERED_BYTES = 64 * 1024;

  /** From here on a direct buffer is cheaper sent as it is than copied. */
  private static final int SENT_AS_IS_BYTES = 4 * 1024;

  private final Channel channel;
  private @Nullable ByteBuf gathered;
  private long unflushedBytes;

  AnswerWriter(Channel channel) {
    this.channel = channel;
  }

  /** Bytes written here since the last flush. */
  long unflushedBytes() {
    return unflushedBytes;
  }

  /** Takes one answer, which leaves at the next flush. */
  void write(Outbound answer) {
    int size = Math.toIntExact(answer.sizeBytes());
    unflushedBytes += LENGTH_BYTES + size;
    room(LENGTH_BYTES).writeInt(size);
    for (Outbound.Piece piece : answer.pieces()) {
      switch (piece) {
        case Outbound.Bytes bytes -> write(bytes.buffer());
        case Outbound.FileBytes file -> write(file.slice());
      }
    }
  }

  private void write(ByteBuffer bytes) {
    if (bytes.isDirect() && bytes.remaining() >= SENT_AS_IS_BYTES) {
      sendGathered();
      send(Unpooled.wrappedBuffer(bytes));
    } else {
      // A duplicate, for other answers may share the buffer and its position.
      room(bytes.remaining()).writeBytes(bytes.duplicate());
    }
  }

  private void write(FileSlice slice) {
    if (slice.file() instanceof MemoryFile memory) {
      write(memory, memory.range(slice.position(), slice.sizeBytes()), slice.sizeBytes());
    } else {
      sendGathered();
      send(FileSliceRegion.of(slice));
    }
  }

  /** Lent memory is given back when it is copied or the socket has it. */
  private void write(MemoryFile memory, ByteBuffer[] range, int sizeBytes) {
    if (sizeBytes < SENT_AS_IS_BYTES) {
      ByteBuf target = room(sizeBytes);
      for (ByteBuffer part : range) {
        target.writeBytes(part);
      }
      memory.close();
    } else {
      sendGathered();
      channel.write(Unpooled.wrappedBuffer(range.length, range)).addListener(_ -> memory.close());
    }
  }

  private ByteBuf room(int bytes) {
    if (gathered != null && gathered.readableBytes() + bytes > MAX_GATHERED_BYTES) {
      sendGathered();
    }
    ByteBuf target = gathered;
    if (target == null) {
      target = channel.alloc().directBuffer(Math.max(FIRST_GATHERED_BYTES, bytes));
      gathered = target;
    }
    return target;
  }

  private void sendGathered() {
    ByteBuf full = gathered;
    if (full != null) {
      gathered = null;
      send(full);
    }
  }

  private void send(Object message) {
    ChannelFuture _ = channel.write(message, channel.voidPromise());
  }

  /** Lets all that was written leave, as far as the socket takes it. */
  void flush() {
    sendGathered();
    unflushedBytes = 0;
    channel.flush();
  }

  /** Drops what was not flushed; the channel is closed. */
  void discard() {
    if (gathered != null) {
      gathered.release();
      gathered = null;
    }
  }

  /** Closes the files of an answer that will not be sent. */
  static void discard(Outbound answer) {
    for (Outbound.Piece piece : answer.pieces()) {
      if (piece instanceof Outbound.FileBytes file) {
        FileSliceRegion.close(file.slice());
      }
    }
  }
}
