package io.barnabas.conformance.group;

import io.barnabas.conformance.client.Release;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;

/** What a {@link ForAssignors} names. */
final class AssignorsOfReleases implements ArgumentsProvider, AnnotationConsumer<ForAssignors> {
  private List<Assignor> assignors = List.of();
  private Release since = Release.V0_10;

  @Override
  public void accept(ForAssignors annotation) {
    assignors = List.of(annotation.of());
    since = annotation.since();
  }

  @Override
  public Stream<Arguments> provideArguments(ExtensionContext context) {
    return Arrays.stream(Release.values())
        .filter(release -> release.isServed() && release.isAtLeast(since))
        .flatMap(
            release ->
                assignors.stream()
                    .filter(assignor -> assignor.isKnownTo(release))
                    .map(assignor -> Arguments.of(release, assignor)));
  }
}
