package io.barnabas.tidy;

import com.sun.source.tree.ImportTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may see whom (design §2): core sees core, edge sees core and edge, proof sees all; the
 * coordinator and metadata never see the log; nothing at run time sees Kafka's own classes, and the
 * core sees no Netty.
 */
final class LayeringRule implements JavaRule {
  private static final Set<String> CORE =
      Set.of("environment", "protocol", "record", "log", "replication", "coordinator", "metadata");
  private static final Set<String> EDGE =
      Set.of("network", "broker", "client", "cli", "console", "metadataratis", "metadatazookeeper");
  private static final Map<String, Set<String>> NEVER =
      Map.of(
          "metadata", Set.of("log", "replication", "coordinator"),
          "coordinator", Set.of("log", "replication", "metadata"));

  @Override
  public List<Finding> check(JavaSource source) {
    List<Finding> findings = new ArrayList<>();
    if (source.isTest()) {
      return findings;
    }
    for (ImportTree importTree : source.unit().getImports()) {
      String imported = importTree.getQualifiedIdentifier().toString();
      String complaint = complaint(source.file().toString(), imported);
      if (complaint != null) {
        long offset = source.positions().getStartPosition(source.unit(), importTree);
        findings.add(new Finding(source.file(), source.lineOf(offset), complaint));
      }
    }
    return findings;
  }

  private static @Nullable String complaint(String file, String imported) {
    boolean isCore = file.startsWith("core/");
    boolean isProduct = isCore || file.startsWith("edge/");
    if (isProduct && imported.startsWith("org.apache.kafka.")) {
      return "the run-time class path has no class of Apache Kafka: " + imported;
    }
    if (isCore && imported.startsWith("io.netty.")) {
      return "core knows no Netty: " + imported;
    }
    if (!imported.startsWith("io.barnabas.")) {
      return null;
    }
    String module = imported.split("\\.", -1)[2];
    if (isCore && !CORE.contains(module)) {
      return "core sees only core: " + imported;
    }
    if (isProduct && !CORE.contains(module) && !EDGE.contains(module)) {
      return "edge sees only core and edge: " + imported;
    }
    String own = file.split("/", -1)[1];
    return NEVER.getOrDefault(own, Set.of()).contains(module)
        ? own + " never sees " + module + ": " + imported
        : null;
  }
}
