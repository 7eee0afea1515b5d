package io.barnabas.conformance.group;

import io.barnabas.conformance.client.Release;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test that runs with assignors of releases; its first parameters are the {@link Release} and the
 * {@link Assignor}. A release is left out for the assignors that it does not know.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(AssignorsOfReleases.class)
@interface ForAssignors {
  /** The oldest release. */
  Release since() default Release.V0_10;

  /** Of these. */
  Assignor[] of() default {
    Assignor.RANGE,
    Assignor.ROUND_ROBIN,
    Assignor.STICKY,
    Assignor.COOPERATIVE_STICKY,
    Assignor.SERVER_UNIFORM,
    Assignor.SERVER_RANGE
  };
}
