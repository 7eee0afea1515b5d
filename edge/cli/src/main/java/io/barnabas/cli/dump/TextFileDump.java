package io.barnabas.cli.dump;

import io.barnabas.cli.Console;
import io.barnabas.client.ClientException;
import io.barnabas.log.CheckpointFile;
import io.barnabas.log.CheckpointFormat;
import io.barnabas.log.MalformedFileException;
import io.barnabas.log.MetaProperties;
import io.barnabas.log.PartitionMetadata;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Shows the small files of text beside segments and in a log directory. That one is damaged is a
 * {@link ClientException}.
 */
final class TextFileDump {
  private static final String LEADER_EPOCHS = "leader-epoch-checkpoint";

  private final Console console;

  TextFileDump(Console console) {
    this.console = console;
  }

  /** Shows a file; false if its name is not one of those known. */
  boolean print(Path file) throws IOException {
    String name = file.getFileName().toString();
    boolean isKnown = true;
    try {
      switch (name) {
        case LEADER_EPOCHS -> printLeaderEpochs(file);
        case PartitionMetadata.FILE_NAME -> printPartitionMetadata(file);
        case MetaProperties.FILE_NAME -> printMetaProperties(file);
        default -> isKnown = printOffsets(file, name);
      }
    } catch (MalformedFileException e) {
      throw new ClientException(e.getMessage() == null ? file + " is damaged" : e.getMessage(), e);
    }
    return isKnown;
  }

  /** Which leader epoch began at which offset. */
  private void printLeaderEpochs(Path file) throws IOException {
    for (String[] entry : CheckpointFormat.decode(file, content(file), 2)) {
      console.out().println("epoch: " + entry[0] + " startOffset: " + entry[1]);
    }
  }

  private boolean printOffsets(Path file, String name) throws IOException {
    boolean isKnown =
        Arrays.stream(CheckpointFile.values()).anyMatch(known -> known.fileName().equals(name));
    if (isKnown) {
      for (String[] entry : CheckpointFormat.decode(file, content(file), 3)) {
        console
            .out()
            .println("topic: " + entry[0] + " partition: " + entry[1] + " offset: " + entry[2]);
      }
    }
    return isKnown;
  }

  private void printPartitionMetadata(Path file) throws IOException {
    PartitionMetadata metadata = PartitionMetadata.decode(file, content(file));
    console.out().println("topicId: " + metadata.topicId());
  }

  private void printMetaProperties(Path file) throws IOException {
    MetaProperties owner = MetaProperties.decode(file, content(file));
    console
        .out()
        .println(
            "clusterId: %s nodeId: %d directoryId: %s"
                .formatted(
                    owner.clusterId().orElse("none"),
                    owner.nodeId(),
                    owner.directoryId().map(Uuid::toString).orElse("none")));
  }

  private static ByteBuffer content(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file));
  }
}
