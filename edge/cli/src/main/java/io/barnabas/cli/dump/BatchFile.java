package io.barnabas.cli.dump;

import io.barnabas.client.ClientException;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.RecordBatch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Reads the batches of a log file one after the other, up to the first that is cut off. */
final class BatchFile implements Closeable {
  private static final long LARGEST_BATCH_BYTES = Runtime.getRuntime().maxMemory() / 3;

  private final Path file;
  private final FileChannel channel;
  private final long endPosition;
  private long position;

  private BatchFile(Path file, FileChannel channel, long maxBytes) throws IOException {
    this.file = file;
    this.channel = channel;
    this.endPosition = Math.min(channel.size(), maxBytes);
  }

  /** A batch and where in the file it begins. */
  record Located(long position, RecordBatch batch) {}

  /**
   * Opens a log file.
   *
   * @param maxBytes how much of it is read
   */
  static BatchFile open(Path file, long maxBytes) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new BatchFile(file, channel, maxBytes);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * The next batch, null at the end or where what follows is no whole batch.
   *
   * @throws ClientException if it is larger than this process can hold
   */
  @Nullable Located next() throws IOException {
    long left = endPosition - position;
    if (left < RecordBatch.MIN_HEADER_BYTES) {
      return null;
    }
    RecordBatch head = RecordBatch.at(read(position, RecordBatch.MIN_HEADER_BYTES), 0);
    int sizeBytes = head.sizeBytes();
    if (sizeBytes < minSizeBytes(head) || sizeBytes > left) {
      return null;
    }
    if (sizeBytes > LARGEST_BATCH_BYTES) {
      throw new ClientException(
          ("%s: the batch at position %d says it has %d bytes, too much for the memory of this tool;"
                  + " try with KAFKA_HEAP_OPTS=-Xmx4g")
              .formatted(file, position, sizeBytes));
    }
    Located located = new Located(position, RecordBatch.at(read(position, sizeBytes), 0));
    position += sizeBytes;
    return located;
  }

  private static int minSizeBytes(RecordBatch head) {
    try {
      return RecordBatch.minSizeBytes(head.magic());
    } catch (InvalidBatchException e) {
      return Integer.MAX_VALUE;
    }
  }

  /** The batch at a position, null if there is no whole one. */
  @Nullable Located at(long batchPosition) throws IOException {
    if (batchPosition < 0) {
      return null;
    }
    position = batchPosition;
    return next();
  }

  /** Where the last batch that was read ends. */
  long position() {
    return position;
  }

  /** What follows the last whole batch. */
  long trailingBytes() {
    return endPosition - position;
  }

  private ByteBuffer read(long from, int sizeBytes) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(sizeBytes);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
      // A read may give less than asked for.
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
