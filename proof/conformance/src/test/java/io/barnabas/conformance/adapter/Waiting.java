package io.barnabas.conformance.adapter;

import io.barnabas.conformance.client.RefusedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** Waits for answers, and names errors without Kafka's classes. */
final class Waiting {
  private static final long LIMIT_SECONDS = 40;

  private Waiting() {}

  static <T> T forResult(Future<T> answer) {
    try {
      return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw refused(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(e);
    }
  }

  static <T> T named(Supplier<T> call) {
    try {
      return call.get();
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  static void run(Runnable call) {
    named(
        () -> {
          call.run();
          return Boolean.TRUE;
        });
  }

  private static RefusedException refused(Throwable error) {
    return new RefusedException(error.getClass().getSimpleName(), error);
  }
}
