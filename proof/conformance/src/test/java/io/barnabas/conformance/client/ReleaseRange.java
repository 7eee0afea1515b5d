package io.barnabas.conformance.client;

import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;

/** The releases that a {@link ForReleases} names. */
final class ReleaseRange implements ArgumentsProvider, AnnotationConsumer<ForReleases> {
  private EnumSet<Release> releases = EnumSet.noneOf(Release.class);

  @Override
  public void accept(ForReleases range) {
    releases = EnumSet.range(range.since(), range.until());
  }

  @Override
  public Stream<Arguments> provideArguments(ExtensionContext context) {
    return releases.stream().filter(Release::isServed).map(Arguments::of);
  }
}
