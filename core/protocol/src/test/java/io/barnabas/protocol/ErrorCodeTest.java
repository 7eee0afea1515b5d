package io.barnabas.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
  private record Description(int code, String name, boolean retriable) {}

  @Test
  void codesNamesAndRetriabilityAreThoseOfKafka() {
    var official =
        Arrays.stream(Errors.values())
            .map(e -> new Description(e.code(), e.name(), isRetriable(e)))
            .toList();
    var ours =
        Arrays.stream(ErrorCode.values())
            .map(e -> new Description(e.code(), e.name(), e.isRetriable()))
            .toList();

    assertThat(ours).isEqualTo(official);
  }

  private static boolean isRetriable(Errors error) {
    return error.exception() instanceof RetriableException;
  }

  @Test
  void everyErrorIsFoundByItsCode() {
    assertThat(ErrorCode.values())
        .allSatisfy(error -> assertThat(ErrorCode.forCode(error.code())).isSameAs(error));
  }

  @Test
  void unknownCodesAreNull() {
    assertThat(ErrorCode.forCode(-2)).isNull();
    assertThat(ErrorCode.forCode(ErrorCode.values().length - 1)).isNull();
    assertThat(ErrorCode.forCode(Short.MAX_VALUE)).isNull();
  }
}
