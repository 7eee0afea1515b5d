package io.barnabas.log.journal;

import java.util.List;

/**
 * What a journal was found to have of a log.
 *
 * @param appends oldest first; part of them may be in the log's segments already
 * @param recoveryPoint the log's when the last of them was asked for; 0 where that is not known or
 *     the log was cut since
 * @param isDamaged whether some may be missing that were durable
 * @param explanation why appends are missing, should some be; for the operator
 */
public record RecoveredLog(
    List<RecoveredAppend> appends, long recoveryPoint, boolean isDamaged, String explanation) {
  public static final RecoveredLog NOTHING = new RecoveredLog(List.of(), 0, false, "");
}
