package io.barnabas.environment.real;

import io.barnabas.environment.Owners;
import io.barnabas.environment.Volume;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/** A file of the machine's file system. */
public final class NioVolumeFile implements VolumeFile {
  /** As much of the device as others, who want a sync, may have to wait for. */
  private static final int LOAD_BYTES = 128 << 10;

  private final Path path;
  private final FileChannel channel;
  private final boolean aligned;
  private final HotChunks hot = new HotChunks();
  private final Owners owners;

  /**
   * @param aligned whether writes must be of whole blocks from aligned memory
   */
  NioVolumeFile(Path path, FileChannel channel, boolean aligned) {
    this.path = path;
    owners = new Owners(path);
    this.channel = channel;
    this.aligned = aligned;
  }

  /**
   * The channel, for sending a range without copying it. Good as long as the caller owns the file;
   * its position is nobody's, so only positional calls may be made.
   */
  public FileChannel channel() {
    return channel;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return target.isDirect()
        ? readDirect(target, position)
        : TransferBuffer.get().read(channel, target, position);
  }

  private int readDirect(ByteBuffer target, long position) throws IOException {
    int start = target.position();
    while (target.hasRemaining()) {
      if (channel.read(target, position + target.position() - start) < 0) {
        break;
      }
    }
    return target.position() - start;
  }

  @Override
  public boolean isInMemory(long position, int sizeBytes) {
    long end = position + sizeBytes;
    long nowNs = System.nanoTime();
    try {
      for (int chunk = HotChunks.chunkOf(position); HotChunks.startOf(chunk) < end; chunk++) {
        if (!hot.isHot(chunk, nowNs) && !isInMemory(chunk, position, end, nowNs)) {
          return false;
        }
      }
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      // A file system without mappings, or a range that is not there: reading it will tell.
      return true;
    }
  }

  /** Of a chunk that is not all there, what is between the positions may be. */
  private boolean isInMemory(int chunk, long start, long end, long nowNs) throws IOException {
    long chunkStart = HotChunks.startOf(chunk);
    long chunkEnd = Math.min(chunkStart + HotChunks.CHUNK_BYTES, channel.size());
    if (isLoaded(chunkStart, chunkEnd)) {
      hot.noteHot(chunk, nowNs);
      return true;
    }
    return isLoaded(Math.max(start, chunkStart), Math.min(end, chunkEnd));
  }

  /** Asks mincore(2), by a mapping that is never touched. */
  private boolean isLoaded(long start, long end) throws IOException {
    if (start >= end) {
      return true;
    }
    try (Arena arena = Arena.ofConfined()) {
      return channel.map(MapMode.READ_ONLY, start, end - start, arena).isLoaded();
    }
  }

  @Override
  public void load(long position, int sizeBytes) throws IOException {
    long end = Math.min(position + sizeBytes, channel.size());
    long at = position & -Volume.BLOCK_BYTES;
    while (at < end) {
      // A part of a block that is left over goes with the last piece.
      long restBytes = end - at;
      int pieceBytes = (int) (restBytes < LOAD_BYTES + Volume.BLOCK_BYTES ? restBytes : LOAD_BYTES);
      advise(at, pieceBytes);
      TransferBuffer.get().load(channel, at, pieceBytes);
      at += pieceBytes;
    }
  }

  private void advise(long position, int sizeBytes) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      ReadAdvice.willNeed(channel.map(MapMode.READ_ONLY, position, sizeBytes, arena));
    } catch (UnsupportedOperationException e) {
      return; // a file system without mappings
    }
  }

  @Override
  public void write(long position, ByteBuffer... sources) throws IOException {
    if (aligned) {
      AlignedBuffer.write(channel, position, sources);
      return;
    }
    long end = position;
    for (ByteBuffer source : sources) {
      end += source.remaining();
    }
    TransferBuffer.get().write(channel, position, sources);
    hot.onWrite(position, end, System.nanoTime());
  }

  /** The size is made durable too: fdatasync omits only what is not needed to read the data. */
  @Override
  public void sync() throws IOException {
    channel.force(false);
  }

  @Override
  public void truncate(long sizeBytes) throws IOException {
    if (sizeBytes < 0 || sizeBytes > channel.size()) {
      throw new IllegalArgumentException(
          "Can't cut " + path + " of " + channel.size() + " bytes to " + sizeBytes);
    }
    channel.truncate(sizeBytes);
  }

  @Override
  public VolumeFile retain() {
    owners.add();
    return this;
  }

  @Override
  public void close() throws IOException {
    if (owners.remove()) {
      channel.close();
    }
  }
}
