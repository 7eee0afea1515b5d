package io.barnabas.broker.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Outbound;
import io.barnabas.environment.simulated.SimulatedClient;
import io.barnabas.environment.simulated.SimulatedNetwork.ClientHandler;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.RequestFrame;
import io.barnabas.protocol.ResponseFrame;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** A client's connection; every frame goes over the simulated network. */
public final class WireClient implements ClientHandler {
  private static final int CORRELATION_ID = 77;
  private static final long PATIENCE_NS = 60_000_000_000L;

  private final SimulatedWorld world;
  private final SimulatedClient client;
  private final Queue<ByteBuffer> answers = new ArrayDeque<>();
  private boolean closed;

  public WireClient(SimulatedWorld world, int port) {
    this.world = world;
    this.client = world.network().connect(port, this);
  }

  @Override
  public void onFrame(ByteBuffer frame) {
    answers.add(frame);
  }

  @Override
  public void onClosed() {
    closed = true;
  }

  /** The frame of a request. */
  public static ByteBuffer frame(int version, Message request) {
    ApiKey apiKey = ApiKey.forId(request.apiKey());
    return bytes(RequestFrame.encode(apiKey, (short) version, CORRELATION_ID, "test", request));
  }

  private static ByteBuffer bytes(Outbound frame) {
    ByteBuffer whole = ByteBuffer.allocate((int) frame.sizeBytes());
    for (Outbound.Piece piece : frame.pieces()) {
      whole.put(((Outbound.Bytes) piece).buffer().duplicate());
    }
    return whole.flip();
  }

  public void send(int version, Message request) {
    send(frame(version, request));
  }

  public void send(ByteBuffer frame) {
    client.send(frame);
  }

  /** Closes the connection from the client's side. */
  public void close() {
    client.close();
  }

  /** Sends a request and gives the answer. */
  public <R extends Message> R ask(int version, Message request) {
    send(version, request);
    return receive(version, request);
  }

  /** Waits for the answer to what was sent. */
  @SuppressWarnings("unchecked") // the test names the class of the answer
  public <R extends Message> R receive(int version, Message request) {
    ApiKey apiKey = ApiKey.forId(request.apiKey());
    ByteBuffer frame = receive();
    assertThat(ResponseFrame.correlationId(frame)).isEqualTo(CORRELATION_ID);
    return (R) ResponseFrame.read(apiKey, (short) version, frame);
  }

  /** Waits for the next frame. */
  public ByteBuffer receive() {
    assertThat(world.runUntil(() -> closed || !answers.isEmpty(), PATIENCE_NS)).isTrue();
    assertThat(answers).as("answers").isNotEmpty();
    return answers.remove();
  }

  /** Whether an answer is here, without waiting. */
  public boolean hasAnswer() {
    return !answers.isEmpty();
  }

  /** Waits until the broker closes the connection; no answer may come before. */
  public void awaitClosed() {
    assertThat(world.runUntil(() -> closed, PATIENCE_NS)).as("closed").isTrue();
    assertThat(answers).isEmpty();
  }
}
