package io.barnabas.log;

/**
 * An idempotent producer's state in one log, as DescribeProducers tells it.
 *
 * @param lastSequence sequence number of its last record, -1 if there is none
 * @param lastTimestampMs largest timestamp of its last batch, -1 if there is none
 * @param coordinatorEpoch epoch of the transaction coordinator that last ended a transaction, -1 if
 *     none did
 * @param currentTransactionStartOffset first offset of the open transaction, -1 if there is none
 */
public record ActiveProducer(
    long producerId,
    short producerEpoch,
    int lastSequence,
    long lastTimestampMs,
    int coordinatorEpoch,
    long currentTransactionStartOffset) {}
