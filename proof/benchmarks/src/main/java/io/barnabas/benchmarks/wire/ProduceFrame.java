package io.barnabas.benchmarks.wire;

import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A Produce request (version 13, acks=all) built once: the same batch for one or more partitions of
 * one topic. Only the correlation id changes between two sendings, and for an idempotent producer
 * the base sequence with the CRC over it.
 */
public final class ProduceFrame {
  private static final int KEY = 0;
  private static final int VERSION = 13;
  private static final int ACKS_ALL = -1;
  private static final int TIMEOUT_MS = 30_000;

  private final ByteBuffer frame;
  private final Batch batch;
  private final List<Integer> batchesAt;

  private ProduceFrame(byte[] frame, Batch batch, List<Integer> batchesAt) {
    this.frame = ByteBuffer.allocateDirect(frame.length).put(frame).flip();
    this.batch = batch;
    this.batchesAt = batchesAt;
  }

  /** A request that appends {@code batch} to each of {@code partitions}. */
  public static ProduceFrame of(Uuid topicId, List<Integer> partitions, Batch batch) {
    FrameWriter out = new FrameWriter(KEY, VERSION);
    out.compactNull().int16(ACKS_ALL).int32(TIMEOUT_MS);
    out.compactLength(1).uuid(topicId).compactLength(partitions.size());
    List<Integer> batchesAt = new ArrayList<>();
    for (int partition : partitions) {
      out.int32(partition).compactLength(batch.sizeInBytes());
      batchesAt.add(out.position());
      out.bytes(batch.bytes()).noTags();
    }
    out.noTags().noTags();
    return new ProduceFrame(out.toFrame(), batch, List.copyOf(batchesAt));
  }

  /** Makes the sender an idempotent producer; {@link #sequence} then goes before each sending. */
  public ProduceFrame withProducer(long producerId, int producerEpoch) {
    for (int at : batchesAt) {
      frame.putLong(at + Batch.PRODUCER_ID_AT, producerId);
      frame.putShort(at + Batch.PRODUCER_EPOCH_AT, (short) producerEpoch);
    }
    return sequence(0);
  }

  /** Sets the first sequence number of every batch in the request. */
  public ProduceFrame sequence(int baseSequence) {
    for (int at : batchesAt) {
      frame.putInt(at + Batch.BASE_SEQUENCE_AT, baseSequence);
      Batch.seal(frame, at, batch.sizeInBytes());
    }
    return this;
  }

  /** The frame to send, valid until the next call on this object. */
  public ByteBuffer numbered(int correlationId) {
    frame.putInt(FrameWriter.CORRELATION_ID_AT, correlationId);
    return frame.rewind();
  }

  /** Size of the whole request. */
  public int frameBytes() {
    return frame.capacity();
  }

  public int recordsPerBatch() {
    return batch.recordCount();
  }

  /** Records of all batches in the request. */
  public int recordCount() {
    return batch.recordCount() * batchesAt.size();
  }

  /** Bytes of record batches in the request. */
  public int batchBytes() {
    return batch.sizeInBytes() * batchesAt.size();
  }
}
