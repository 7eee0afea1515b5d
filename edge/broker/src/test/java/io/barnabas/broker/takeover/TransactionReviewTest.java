package io.barnabas.broker.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Volume;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.metadata.takeover.Finding;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.coordinator.TransactionLogKey;
import io.barnabas.protocol.coordinator.TransactionLogValue;
import io.barnabas.protocol.primitive.MessageWriter;
import io.barnabas.record.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionReviewTest {
  private static final Path ROOT = Path.of("/disk");
  private static final Path FOLDER = ROOT.resolve("__transaction_state-3");
  private static final int COMPLETE_COMMIT = 4;
  private static final int ONGOING = 1;

  private final Volume volume = new SimulatedWorld(1).newVolume(ROOT);

  private static ByteBuffer bytes(Message message, int version) {
    MessageWriter out = new MessageWriter();
    out.writeShort((short) version);
    message.write(out, (short) version);
    return out.toOutbound().bytes();
  }

  private static ByteBuffer key(String id) {
    return bytes(new TransactionLogKey().transactionalId(id), 0);
  }

  private static @Nullable ByteBuffer value(int status) {
    return status < 0
        ? null
        : bytes(new TransactionLogValue().transactionStatus((byte) status), status % 2);
  }

  private List<Finding> review(ByteBuffer batches) throws IOException {
    volume.createDirectories(FOLDER);
    volume.replace(FOLDER.resolve("00000000000000000000.log"), batches);
    return TransactionReview.of(volume, List.of(FOLDER));
  }

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "1, true",
    "2, true",
    "3, true",
    "4, false",
    "5, false",
    "6, false",
    "7, false"
  })
  void transactionsInProgressAreRefused(int status, boolean isRefused) throws IOException {
    List<Finding> findings =
        review(new RecordBatchBuilder().add(0, key("a"), value(status)).build());
    assertThat(findings).extracting(Finding::weight).contains(Finding.Weight.KEPT);
    assertThat(findings.stream().anyMatch(f -> f.weight() == Finding.Weight.REFUSED))
        .isEqualTo(isRefused);
    assertThat(findings.getFirst().text()).contains(isRefused ? "[a]" : "1 transactional ids");
  }

  @Test
  void theLastWordCounts() throws IOException {
    RecordBatchBuilder batch = new RecordBatchBuilder();
    batch.add(0, key("a"), value(ONGOING)).add(0, key("b"), value(ONGOING));
    batch.add(0, key("a"), value(COMPLETE_COMMIT)).add(0, key("b"), null);
    assertThat(review(batch.build())).extracting(Finding::weight).containsOnly(Finding.Weight.KEPT);
  }

  @Test
  void aRecordThatCanNotBeReadIsTold() throws IOException {
    ByteBuffer tooShort = ByteBuffer.allocate(3).putShort(0, (short) 1);
    ByteBuffer batch = new RecordBatchBuilder().add(0, key("a"), tooShort).build();
    assertThatThrownBy(() -> review(batch))
        .isInstanceOf(TakeoverRefusedException.class)
        .hasMessageContainingAll(FOLDER.toString(), "can't be read");
  }
}
