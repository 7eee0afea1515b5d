package io.barnabas.network;

import io.barnabas.environment.FileSlice;
import io.barnabas.environment.VolumeFile;
import io.barnabas.environment.real.NioVolumeFile;
import io.netty.channel.DefaultFileRegion;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file's range on its way to a socket by sendfile(2). Gives its reference to the file back when
 * it is sent or given up.
 */
final class FileSliceRegion extends DefaultFileRegion {
  private static final Logger LOG = LoggerFactory.getLogger(FileSliceRegion.class);

  private final FileSlice slice;

  private FileSliceRegion(FileSlice slice, NioVolumeFile file) {
    super(file.channel(), slice.position(), slice.sizeBytes());
    this.slice = slice;
  }

  /** The region of a slice, whose file must be a {@link NioVolumeFile}. */
  static FileSliceRegion of(FileSlice slice) {
    return new FileSliceRegion(slice, (NioVolumeFile) slice.file());
  }

  /** Not the file's channel, which others may be using. */
  @Override
  protected void deallocate() {
    close(slice);
  }

  /** Closes the slice's reference to its file. */
  static void close(FileSlice slice) {
    VolumeFile file = slice.file();
    try {
      file.close();
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Can't close {}", file.path(), e);
    }
  }
}
