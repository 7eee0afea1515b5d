package io.barnabas.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread plays both sides: the generator, and a broker that is read and written in turn. */
@Timeout(30)
class LoadGeneratorTest {
  private static final int REQUEST_BYTES = 12;

  private ServerSocketChannel listening;
  private SocketChannel broker;
  private LoadGenerator generator;

  @BeforeEach
  void listen() throws IOException {
    listening =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    generator = LoadGenerator.towards((InetSocketAddress) listening.getLocalAddress());
  }

  @AfterEach
  void close() throws IOException {
    generator.close();
    if (broker != null) {
      broker.close();
    }
    listening.close();
  }

  @Test
  void keepsAsManyRequestsInFlightAsAllowedAndNoMore() throws IOException {
    Numbered workload = new Numbered();
    connect(workload, 3).fill();

    assertThat(received(3)).containsExactly(0, 1, 2);
    assertThat(workload.sent).isEqualTo(3);

    broker.write(answer(0, 0));
    pumpUntil(() -> workload.sent == 4);
    assertThat(received(1)).containsExactly(3);
    assertThat(workload.answers).containsExactly(0);
  }

  @Test
  void putsAnAnswerTogetherThatComesByteByByte() throws IOException {
    Numbered workload = new Numbered();
    connect(workload, 1).fill();

    ByteBuffer answer = answer(0, 40);
    while (answer.hasRemaining()) {
      assertThat(workload.answers).isEmpty();
      broker.write(ByteBuffer.wrap(new byte[] {answer.get()}));
      generator.pump(1000);
    }

    assertThat(workload.answers).containsExactly(0);
    assertThat(workload.headBytes).containsExactly(Integer.BYTES + 40);
  }

  @Test
  void cutsAnAnswerThatIsLongerThanItsBufferAndFindsTheNextOne() throws IOException {
    Numbered workload = new Numbered();
    connect(workload, 2).fill();

    ByteBuffer both = ByteBuffer.allocate(1_500_000);
    both.put(answer(0, 1_200_000)).put(answer(1, 4)).flip();
    broker.configureBlocking(false);
    pumpUntil(
        () -> {
          broker.write(both);
          return workload.answers.size() == 2;
        });

    assertThat(workload.answers).containsExactly(0, 1);
    assertThat(workload.headBytes).containsExactly(LoadConnection.HEAD_BYTES, Integer.BYTES + 4);
  }

  @Test
  void refusesAnAnswerOutOfTurn() throws IOException {
    connect(new Numbered(), 2).fill();

    broker.write(answer(1, 0));

    assertThatThrownBy(() -> generator.pump(1000))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Answer 1 came where 0 was due");
  }

  @Test
  void drainsWithoutSendingMoreAndThenGoesOn() throws IOException {
    Numbered workload = new Numbered();
    LoadConnection connection = connect(workload, 2);
    connection.fill();

    broker.write(answer(0, 0));
    broker.write(answer(1, 0));
    generator.drain();

    assertThat(workload.answers).containsExactly(0, 1);
    assertThat(workload.sent).isEqualTo(2);
    connection.fill();
    assertThat(workload.sent).isEqualTo(4);
  }

  private LoadConnection connect(Workload workload, int maxInFlight) throws IOException {
    LoadConnection connection = generator.connect(workload, maxInFlight);
    broker = listening.accept();
    return connection;
  }

  private List<Integer> received(int count) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(count * REQUEST_BYTES);
    while (in.hasRemaining()) {
      broker.read(in);
    }
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(in.getInt(i * REQUEST_BYTES + 8));
    }
    return ids;
  }

  private static ByteBuffer answer(int correlationId, int bodyBytes) {
    return ByteBuffer.allocate(2 * Integer.BYTES + bodyBytes)
        .putInt(Integer.BYTES + bodyBytes)
        .putInt(correlationId)
        .rewind();
  }

  private void pumpUntil(Condition condition) throws IOException {
    while (!condition.holds()) {
      generator.pump(1);
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  /** Always has a request, and remembers what was answered. */
  private static final class Numbered implements Workload {
    final List<Integer> answers = new ArrayList<>();
    final List<Integer> headBytes = new ArrayList<>();
    int sent;

    @Override
    public ByteBuffer next(int correlationId) {
      sent++;
      return ByteBuffer.allocate(REQUEST_BYTES).putInt(8).putInt(0).putInt(correlationId).flip();
    }

    @Override
    public void answered(ByteBuffer head) {
      headBytes.add(head.remaining());
      answers.add(head.getInt(head.position()));
    }
  }
}
