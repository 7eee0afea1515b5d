package io.barnabas.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.log.LeaderEpochs.Entry;
import io.barnabas.log.LeaderEpochs.EpochEnd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LeaderEpochsTest {
  private static final Path FILE = Path.of("leader-epoch-checkpoint");
  private final LeaderEpochs epochs = new LeaderEpochs();

  LeaderEpochsTest() {
    epochs.assign(2, 10);
    epochs.assign(4, 20);
    epochs.assign(5, 30);
  }

  @Test
  void anEpochEndsWhereTheNextBegins() {
    assertThat(epochs.endOffsetFor(2, 99)).isEqualTo(new EpochEnd(2, 20));
    assertThat(epochs.endOffsetFor(5, 99)).isEqualTo(new EpochEnd(5, 99));
  }

  @Test
  void anEpochWithoutRecordsEndsWithTheOneBefore() {
    assertThat(epochs.endOffsetFor(3, 99)).isEqualTo(new EpochEnd(2, 20));
    assertThat(epochs.endOffsetFor(1, 99)).isEqualTo(new EpochEnd(1, 10));
    assertThat(epochs.endOffsetFor(6, 99)).isEqualTo(EpochEnd.UNKNOWN);
  }

  @Test
  void onlyANewerEpochIsNews() {
    assertThat(epochs.assign(5, 40)).isFalse();
    assertThat(epochs.assign(3, 40)).isFalse();
    assertThat(epochs.assign(-1, 40)).isFalse();
    assertThat(epochs.assign(6, 40)).isTrue();
  }

  @Test
  void truncationForgetsAtEitherEnd() {
    epochs.truncateFromEnd(30);
    epochs.truncateFromStart(15);
    assertThat(epochs.entries()).containsExactly(new Entry(2, 15), new Entry(4, 20));
    assertThat(epochs.epochAt(14)).isEmpty();
    assertThat(epochs.epochAt(25)).hasValue(4);
  }

  @Test
  void theFileIsReadBack() throws MalformedFileException {
    assertThat(LeaderEpochs.decode(FILE, epochs.encode()).entries()).isEqualTo(epochs.entries());
  }

  @Test
  void damageIsNoticed() {
    for (String text : new String[] {"", "1\n0\n", "0\n1\n", "0\n1\n3 x\n", "0\n2\n3 5\n2 9\n"}) {
      assertThatThrownBy(() -> LeaderEpochs.decode(FILE, StandardCharsets.UTF_8.encode(text)))
          .isInstanceOf(MalformedFileException.class);
    }
  }
}
