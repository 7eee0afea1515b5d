package io.barnabas.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.durability.Acknowledged.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The judge is judged: each kind of fault is seen. */
class VerdictTest {
  @Test
  void whatIsThereOnceAndInOrderIsWithoutFault() {
    Verdict verdict = verdict(Promise.ONCE, offsets(0, 1, 2), found(0, 1, 2, 3));

    assertThat(verdict.acknowledged()).isEqualTo(3);
    assertThat(verdict.lost()).isEmpty();
    assertThat(verdict.misplaced()).isEmpty();
  }

  @Test
  void aRecordThatIsNotAtItsOffsetIsLost() {
    Verdict verdict = verdict(Promise.ONCE, offsets(0, 1, 2), found(0, 2));

    assertThat(verdict.lost()).hasSize(2);
    assertThat(verdict.found()).isEqualTo(1);
  }

  @Test
  void aRecordOfUnknownOffsetIsLookedForEverywhere() {
    long unknown = Acknowledged.UNKNOWN_OFFSET;

    assertThat(verdict(Promise.ONCE, offsets(unknown, unknown), found(0, 1)).lost()).isEmpty();
    assertThat(verdict(Promise.ONCE, offsets(unknown, unknown), found(0)).lost()).hasSize(1);
  }

  @Test
  void onlyAWriterThatWasPromisedOnceMustNotBeRepeated() {
    assertThat(verdict(Promise.ONCE, offsets(), found(0, 1, 0, 1)).misplaced()).hasSize(2);
    assertThat(verdict(Promise.AT_LEAST_ONCE, offsets(), found(0, 1, 0, 1)).misplaced()).isEmpty();
  }

  @Test
  void overtakingIsSeenWhateverWasPromised() {
    assertThat(verdict(Promise.ONCE, offsets(), found(1, 0)).misplaced()).hasSize(1);
    assertThat(verdict(Promise.AT_LEAST_ONCE, offsets(), found(1, 0)).misplaced()).hasSize(1);
  }

  @Test
  void aRepeatedRecordCountsAsThereAtTheOffsetOfItsAcknowledgement() {
    assertThat(verdict(Promise.AT_LEAST_ONCE, offsets(2, 3), found(0, 1, 0, 1)).lost()).isEmpty();
  }

  private static Verdict verdict(Promise promise, List<Long> offsets, Found found) {
    Map<Long, Place> places = new HashMap<>();
    for (int number = 0; number < offsets.size(); number++) {
      places.put((long) number, new Place(0, offsets.get(number)));
    }
    return Verdict.of(Map.of(new SilentWriter(promise), places), found);
  }

  private static List<Long> offsets(long... offsets) {
    return LongStream.of(offsets).boxed().toList();
  }

  private static Found found(long... numbers) {
    return new Found(
        List.of(Arrays.stream(numbers).mapToObj(n -> new Mark(SilentWriter.NAME, n)).toList()));
  }

  private record SilentWriter(Promise promise) implements Writer {
    static final String NAME = "writer";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Acknowledged acknowledged() {
      return new Acknowledged();
    }

    @Override
    public List<String> failures() {
      return List.of();
    }

    @Override
    public void finish() {}

    @Override
    public void abandon() {}
  }
}
