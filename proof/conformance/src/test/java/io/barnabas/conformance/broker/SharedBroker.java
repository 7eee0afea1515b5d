package io.barnabas.conformance.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Broker} that all of them share; it is started for the first and ended
 * after the last. With {@code -Dconformance.bootstrap=host:port} it is one that runs already, of
 * any make.
 */
public final class SharedBroker implements ParameterResolver {
  private static final String EXTERNAL = System.getProperty("conformance.bootstrap", "");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Broker.class;
  }

  @Override
  public Broker resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (!EXTERNAL.isEmpty()) {
      return Broker.at(Integer.parseInt(EXTERNAL.substring(EXTERNAL.lastIndexOf(':') + 1)));
    }
    return context
        .getRoot()
        .getStore(Namespace.create(SharedBroker.class))
        .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
        .process
        .broker();
  }

  /** The process; closed by JUnit when its root store is. */
  private record Running(BrokerProcess process, Path folder) implements AutoCloseable {
    static Running start() {
      try {
        Path folder = Files.createTempDirectory("conformance");
        return new Running(BrokerProcess.start(BrokerSettings.in(folder).forGroups()), folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      process.close();
      Folders.delete(folder);
    }
  }
}
