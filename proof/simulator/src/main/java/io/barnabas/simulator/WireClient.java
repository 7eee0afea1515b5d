package io.barnabas.simulator;

import io.barnabas.environment.Outbound;
import io.barnabas.environment.simulated.SimulatedClient;
import io.barnabas.environment.simulated.SimulatedNetwork.ClientHandler;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.RequestFrame;
import io.barnabas.protocol.ResponseFrame;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client of the broker; has one connection, which it makes anew when it broke. */
public final class WireClient {
  private final SimulatedWorld world;
  private final Watch watch;
  private final int port;
  private @Nullable Link link;
  private int lastCorrelationId;

  public WireClient(SimulatedWorld world, Watch watch, int port) {
    this.world = world;
    this.watch = watch;
    this.port = port;
  }

  /**
   * Sends a request.
   *
   * @param onLost called instead of {@code onAnswer} when the connection breaks before the answer;
   *     the request may have been carried out or not
   */
  public <R extends Message> void ask(
      int version, Message request, Class<R> answers, Consumer<R> onAnswer, Runnable onLost) {
    ApiKey apiKey = apiKeyOf(request);
    Consumer<Message> typed = answer -> onAnswer.accept(answers.cast(answer));
    int correlationId = ++lastCorrelationId;
    Link open = open();
    open.waiting.add(new Waiting(correlationId, apiKey, (short) version, typed, onLost));
    open.send(RequestFrame.encode(apiKey, (short) version, correlationId, "simulator", request));
  }

  /** Sends a request that is not answered. */
  public void tell(int version, Message request) {
    ApiKey apiKey = apiKeyOf(request);
    open()
        .send(
            RequestFrame.encode(
                apiKey, (short) version, ++lastCorrelationId, "simulator", request));
  }

  private static ApiKey apiKeyOf(Message request) {
    ApiKey apiKey = ApiKey.forId(request.apiKey());
    if (apiKey == null) {
      throw new IllegalArgumentException("Not a request: " + request);
    }
    return apiKey;
  }

  private Link open() {
    if (link == null) {
      link = new Link();
    }
    return link;
  }

  /** Breaks the connection: whatever is still under way, also to here, is lost. */
  public void drop() {
    if (link != null) {
      link.client.cut();
      link.end();
    }
  }

  /** The error of a code that a broker answered with. */
  public static ErrorCode errorOf(short code) {
    ErrorCode error = ErrorCode.forCode(code);
    if (error == null) {
      throw new Violation("There is no error " + code);
    }
    return error;
  }

  /** The bytes of an answer that is all in memory. */
  public static ByteBuffer bytes(Outbound outbound) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(outbound.sizeBytes()));
    for (Outbound.Piece piece : outbound.pieces()) {
      if (piece instanceof Outbound.Bytes(ByteBuffer part)) {
        bytes.put(part.duplicate());
      }
    }
    return bytes.flip();
  }

  private record Waiting(
      int correlationId,
      ApiKey apiKey,
      short version,
      Consumer<Message> onAnswer,
      Runnable onLost) {}

  /** One connection, from its making to its end. */
  private final class Link implements ClientHandler {
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final SimulatedClient client = world.network().connect(port, this);
    private boolean ended;

    void send(Outbound request) {
      client.send(bytes(request));
    }

    @Override
    public void onFrame(ByteBuffer frame) {
      if (!ended) {
        watch.guard(() -> answer(frame));
      }
    }

    private void answer(ByteBuffer frame) {
      Waiting next = waiting.poll();
      if (next == null || ResponseFrame.correlationId(frame) != next.correlationId()) {
        throw new Violation("An answer that is not to " + next);
      }
      next.onAnswer().accept(ResponseFrame.read(next.apiKey(), next.version(), frame));
    }

    @Override
    public void onClosed() {
      if (!ended) {
        watch.guard(this::end);
      }
    }

    void end() {
      ended = true;
      link = null;
      waiting.forEach(lost -> lost.onLost().run());
    }
  }
}
