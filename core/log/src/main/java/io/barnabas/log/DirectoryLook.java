package io.barnabas.log;

import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Looks whether a log directory is still there, still this node's, and how much room it has. An
 * empty mount point looks like a folder too, so the directory's own file is read. Fails with an
 * {@link IOException} where the directory can't be used.
 *
 * @param owner what the directory's file said when it was opened
 * @param writes whether to try a write as well: something in the directory has failed
 */
public record DirectoryLook(Path directory, MetaProperties owner, boolean writes)
    implements DiskWork<DirectoryRoom> {
  /** Less than this is a full disk, on which a failing write says nothing. */
  private static final long FULL_BYTES = 64 * 1024;

  private static final String PROBE_FILE = ".probe";

  @Override
  public DirectoryRoom run(Volume volume) throws IOException {
    Path file = directory.resolve(MetaProperties.FILE_NAME);
    MetaProperties found = MetaProperties.decode(file, volume.readFully(file));
    if (!found.equals(owner)) {
      throw new MalformedFileException(file, "it is another directory's");
    }
    DirectoryRoom room =
        new DirectoryRoom(volume.totalBytes(directory), volume.usableBytes(directory));
    if (writes && room.usableBytes() > FULL_BYTES) {
      Path probe = directory.resolve(PROBE_FILE);
      volume.replace(probe, ByteBuffer.allocate(1));
      volume.delete(probe);
    }
    return room;
  }
}
