package io.barnabas.network;

import io.barnabas.environment.FileSlice;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of which nothing is in memory but what was loaded; counts its owners. */
final class ColdFile implements VolumeFile {
  private final String name;
  private final List<String> loads;
  private final List<FileSlice> loaded = new ArrayList<>();
  private int owners = 1;
  private @Nullable IOException failure;

  /**
   * @param loads gets "name position+size" for each load
   */
  ColdFile(String name, List<String> loads) {
    this.name = name;
    this.loads = loads;
  }

  int owners() {
    return owners;
  }

  void failFromNowOn() {
    failure = new IOException("Input/output error");
  }

  /** An answer that is a range of this file. */
  Outbound answer(long position, int sizeBytes) {
    return new Outbound(
        List.of(
            new Outbound.Bytes(ByteBuffer.allocate(8)),
            new Outbound.FileBytes(new FileSlice(retain(), position, sizeBytes))));
  }

  @Override
  public boolean isInMemory(long position, int sizeBytes) {
    long at = position;
    for (FileSlice slice : loaded) {
      if (slice.position() <= at) {
        at = Math.max(at, slice.position() + slice.sizeBytes());
      }
    }
    return at >= position + sizeBytes;
  }

  @Override
  public void load(long position, int sizeBytes) throws IOException {
    if (failure != null) {
      throw failure;
    }
    loads.add(name + " " + position + "+" + sizeBytes);
    loaded.add(new FileSlice(this, position, sizeBytes));
  }

  @Override
  public Path path() {
    return Path.of(name);
  }

  @Override
  public VolumeFile retain() {
    if (owners == 0) {
      throw new IllegalStateException(name + " is closed");
    }
    owners++;
    return this;
  }

  @Override
  public void close() {
    if (owners == 0) {
      throw new IllegalStateException(name + " was closed too often");
    }
    owners--;
  }

  @Override
  public long size() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer target, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void write(long position, ByteBuffer... sources) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void sync() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void truncate(long sizeBytes) {
    throw new UnsupportedOperationException();
  }
}
