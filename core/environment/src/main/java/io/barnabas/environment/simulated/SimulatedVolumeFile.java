package io.barnabas.environment.simulated;

import io.barnabas.environment.Owners;
import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Path;
import java.util.Arrays;

/** An open file of a simulated volume; dies with the process that opened it. */
final class SimulatedVolumeFile implements VolumeFile {
  private final SimulatedVolume volume;
  private final Path path;
  private final Node.File node;
  private final FileContent content;
  private final OpenMode mode;
  private final long openedIn;
  private final Owners owners;

  SimulatedVolumeFile(SimulatedVolume volume, Path path, Node.File node, OpenMode mode) {
    this.volume = volume;
    this.path = path;
    owners = new Owners(path);
    this.node = node;
    content = node.content;
    this.mode = mode;
    openedIn = volume.generation();
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    return content.size();
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    checkOpen();
    volume.begin(Kind.READ, path);
    return content.read(target, position);
  }

  @Override
  public void write(long position, ByteBuffer... sources) throws IOException {
    checkWritable();
    Fault fault = volume.begin(Kind.WRITE, path);
    byte[] bytes = gather(sources);
    checkAligned(position, bytes.length);
    int length = fault == Fault.SHORT ? shortened(bytes.length) : bytes.length;
    int fitting = (int) Math.min(length, roomAt(position));
    if (fitting > 0 && fault != Fault.IGNORE) {
      content.write(position, Arrays.copyOf(bytes, fitting));
      node.modifiedNs = volume.nowNs();
    }
    if (fitting < length) {
      throw new IOException("No space left on device: " + path);
    }
    if (fault == Fault.SHORT) {
      throw new IOException("Input/output error: " + path);
    }
  }

  private void checkAligned(long position, int length) {
    long parts = position | length;
    if (mode == OpenMode.DIRECT && parts % Volume.BLOCK_BYTES != 0) {
      throw new IllegalArgumentException(
          "%d bytes at %d of %s are not whole blocks".formatted(length, position, path));
    }
  }

  private int shortened(int length) {
    return volume.randomness().nextInt(length + 1);
  }

  /** Bytes that can be written at a position before the volume is full. */
  private long roomAt(long position) {
    long free = Math.min(Integer.MAX_VALUE, volume.freeBytes());
    return Math.max(0, content.size() + free - position);
  }

  private static byte[] gather(ByteBuffer... sources) {
    int length = 0;
    for (ByteBuffer source : sources) {
      length += source.remaining();
    }
    ByteBuffer gathered = ByteBuffer.allocate(length);
    for (ByteBuffer source : sources) {
      gathered.put(source);
    }
    return gathered.array();
  }

  @Override
  public void sync() throws IOException {
    checkOpen();
    try {
      if (volume.begin(Kind.SYNC, path) == Fault.NONE) {
        content.sync();
      }
    } catch (IOException e) {
      if (volume.randomness().chance(500)) {
        content.forgetUnsynced();
      }
      throw e;
    }
  }

  @Override
  public void truncate(long sizeBytes) throws IOException {
    checkWritable();
    if (sizeBytes < 0 || sizeBytes > content.size()) {
      throw new IllegalArgumentException(
          "Can't cut " + path + " of " + content.size() + " bytes to " + sizeBytes);
    }
    volume.begin(Kind.TRUNCATE, path);
    content.cut(sizeBytes);
    node.modifiedNs = volume.nowNs();
  }

  @Override
  public VolumeFile retain() {
    owners.add();
    return this;
  }

  /** Works after a crash too, as code that unwinds closes what it opened. */
  @Override
  public void close() {
    if (owners.remove()) {
      volume.closed(openedIn);
    }
  }

  private void checkOpen() throws IOException {
    if (openedIn != volume.generation()) {
      throw new CrashedException();
    }
    if (owners.areGone()) {
      throw new ClosedChannelException();
    }
  }

  private void checkWritable() throws IOException {
    checkOpen();
    if (mode == OpenMode.READ) {
      throw new NonWritableChannelException();
    }
  }
}
