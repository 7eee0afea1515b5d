package io.barnabas.conformance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads one release and the adapters beside it. Of the tests' own classes it sees the interfaces
 * that both sides speak, and nothing else, so that no class of another release gets in.
 */
final class ReleaseClassLoader extends URLClassLoader {
  private static final String SHARED = OfficialClient.class.getPackageName() + ".";

  private ReleaseClassLoader(URL[] urls) {
    super(urls, ClassLoader.getPlatformClassLoader());
  }

  static ReleaseClassLoader of(Release release) {
    try (Stream<Path> jars = Files.list(release.folder())) {
      List<URL> urls = new ArrayList<>();
      for (Path jar : jars.sorted().toList()) {
        urls.add(url(jar));
      }
      urls.add(OfficialClient.class.getProtectionDomain().getCodeSource().getLocation());
      return new ReleaseClassLoader(urls.toArray(URL[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException("The jars of " + release + " are missing", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(SHARED)) {
      return OfficialClient.class.getClassLoader().loadClass(name);
    }
    return super.loadClass(name, resolve);
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }
}
