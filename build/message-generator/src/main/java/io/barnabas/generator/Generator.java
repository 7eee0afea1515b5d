package io.barnabas.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The command that the build of core/protocol runs. Its arguments are the folder of generated
 * sources, the folder under which the schemas of each jar are unpacked, and the two Kafka releases.
 *
 * <p>Messages of kafka-clients are joined from both releases. The records on disk have lost no
 * version between the two, so those of the newer release are enough.
 */
public final class Generator {
  private static final String BASE = "io.barnabas.protocol.";

  private final SourceFolder sources;
  private final Path schemas;
  private final String newer;
  private final String older;

  private Generator(SourceFolder sources, Path schemas, String newer, String older) {
    this.sources = sources;
    this.schemas = schemas;
    this.newer = newer;
    this.older = older;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException("usage: SOURCES SCHEMAS NEWER_RELEASE OLDER_RELEASE");
    }
    SourceFolder sources = new SourceFolder(Path.of(arguments[0]));
    new Generator(sources, Path.of(arguments[1]), arguments[2], arguments[3]).run();
    sources.deleteRest();
  }

  private void run() throws IOException {
    writeApis(SchemaFolder.readJoined(folder("clients", newer), folder("clients", older)));
    writeMetadata(records("metadata"));
    writeCoordinator("Group", records("group-coordinator"));
    writeCoordinator("Transaction", records("transaction-coordinator"));
    writeCoordinator("Share", records("share-coordinator"));
    writeAll("storage", records("storage"));
  }

  private void writeApis(List<MessageSchema> messages) throws IOException {
    writeAll("message", messages);
    List<Api> apis = apis(messages);
    sources.put("io.barnabas.protocol", "ApiKey", ApiKeyEnum.source(apis));
    sources.put("io.barnabas.protocol", "ApiMessages", Dispatchers.apiMessages(apis));
  }

  private static List<Api> apis(List<MessageSchema> messages) {
    Map<Integer, MessageSchema> responses = new TreeMap<>();
    for (MessageSchema message : messages) {
      if (message.identity().kind().equals("response")) {
        responses.put(message.identity().apiKey(), message);
      }
    }
    List<Api> apis = new ArrayList<>();
    for (MessageSchema message : messages) {
      MessageSchema response = responses.get(message.identity().apiKey());
      if (message.identity().kind().equals("request") && response != null) {
        apis.add(new Api(message, response));
      }
    }
    apis.sort(Comparator.comparingInt(Api::key));
    return apis;
  }

  private void writeMetadata(List<MessageSchema> records) throws IOException {
    writeAll("metadata", records);
    List<MessageSchema> byType =
        records.stream().filter(record -> record.identity().apiKey() >= 0).toList();
    sources.put(BASE + "metadata", "MetadataRecords", Dispatchers.metadataRecords(byType));
  }

  private void writeCoordinator(String name, List<MessageSchema> records) throws IOException {
    writeAll("coordinator", records);
    String className = name + "Records";
    String coordinator = "the " + name.toLowerCase(Locale.ROOT) + " coordinator";
    sources.put(
        BASE + "coordinator",
        className,
        Dispatchers.coordinatorRecords(className, coordinator, records));
  }

  private void writeAll(String packageEnd, List<MessageSchema> messages) throws IOException {
    String packageName = BASE + packageEnd;
    for (MessageSchema message : messages) {
      sources.put(packageName, message.name(), MessageClass.source(message, packageName));
    }
  }

  private List<MessageSchema> records(String artifact) throws IOException {
    return List.copyOf(SchemaFolder.read(folder(artifact, newer)).values());
  }

  private Path folder(String artifact, String release) {
    return schemas.resolve("kafka-" + artifact + "-" + release);
  }
}
