package io.barnabas.conformance.client;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A test that runs with every release in a range; its first parameter is the {@link Release}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(ReleaseRange.class)
public @interface ForReleases {
  /** The oldest. */
  Release since() default Release.V0_10;

  /** The newest. */
  Release until() default Release.V4_4;
}
