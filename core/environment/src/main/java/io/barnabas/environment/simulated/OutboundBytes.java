package io.barnabas.environment.simulated;

import io.barnabas.environment.FileSlice;
import io.barnabas.environment.Outbound;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Turns answers into bytes, and gives back the files they hold. */
final class OutboundBytes {
  private OutboundBytes() {}

  /** The answer's bytes; its files are closed, also when one can't be read. */
  static byte[] take(Outbound answer) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(answer.sizeBytes()));
    try {
      for (Outbound.Piece piece : answer.pieces()) {
        switch (piece) {
          case Outbound.Bytes(ByteBuffer buffer) -> bytes.put(buffer.duplicate());
          case Outbound.FileBytes(FileSlice slice) -> read(slice, bytes);
        }
      }
    } finally {
      release(answer);
    }
    return bytes.array();
  }

  private static void read(FileSlice slice, ByteBuffer bytes) throws IOException {
    ByteBuffer part = bytes.slice(bytes.position(), slice.sizeBytes());
    if (slice.file().read(part, slice.position()) < slice.sizeBytes()) {
      throw new EOFException(slice + " reaches beyond the file's end");
    }
    bytes.position(bytes.position() + slice.sizeBytes());
  }

  /** Closes the files of an answer that is not sent. */
  static void release(Outbound answer) {
    for (Outbound.Piece piece : answer.pieces()) {
      if (piece instanceof Outbound.FileBytes(FileSlice slice)) {
        close(slice);
      }
    }
  }

  private static void close(FileSlice slice) {
    try {
      slice.file().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
