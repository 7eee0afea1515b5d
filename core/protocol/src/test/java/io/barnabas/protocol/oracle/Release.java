package io.barnabas.protocol.oracle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of one Kafka release, in a class loader of their own with the libraries that they
 * make JSON with, and its schemas.
 */
final class Release {
  private static final Path TARGET = Path.of("target");

  private final String version;
  private final ClassLoader loader;

  private Release(String version, ClassLoader loader) {
    this.version = version;
    this.loader = loader;
  }

  static Release load(String version) throws IOException {
    List<URL> jars = new ArrayList<>();
    for (Path jar : files(TARGET.resolve("oracle"))) {
      String name = jar.getFileName().toString();
      if (!name.startsWith("kafka-") || name.endsWith("-" + version + ".jar")) {
        jars.add(url(jar));
      }
    }
    for (Class<?> library : List.of(JsonNode.class, JsonFactory.class, JsonIgnore.class)) {
      jars.add(library.getProtectionDomain().getCodeSource().getLocation());
    }
    URL[] classPath = jars.toArray(URL[]::new);
    return new Release(
        version, new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader()));
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The messages of one of its jars, each with our class in the package given. */
  List<Peer> peers(String artifact, String officialPackage, String ourPackage)
      throws IOException, ReflectiveOperationException {
    Path folder = TARGET.resolve("schemas").resolve("kafka-" + artifact + "-" + version);
    List<Peer> peers = new ArrayList<>();
    for (Path file : files(folder)) {
      Schema schema = Schema.read(file);
      if (!schema.versions().isEmpty() && !schema.name().startsWith("ListClientMetrics")) {
        Class<?> official = loader.loadClass(officialPackage + "." + schema.officialClassName());
        Class<?> ours = Class.forName("io.barnabas.protocol." + ourPackage + "." + schema.name());
        peers.add(new Peer(version, schema, official, ours));
      }
    }
    return peers;
  }
}
