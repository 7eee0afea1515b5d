package io.barnabas.log.journal;

import java.util.List;

/**
 * What a journal was found to have of a log.
 *
 * @param appends oldest first; part of them may be in the log's segments already
 * @param isCut whether the log was cut after that: the cut may not have been done, and what lies
 *     beyond it is in the log's files if anywhere
 * @param recoveryPoint the log's when the last of them was asked for; 0 where that is not known or
 *     the log was cut since
 * @param isDamaged whether some may be missing that were durable
 * @param explanation why appends are missing, should some be; for the operator
 */
public record RecoveredLog(
    List<RecoveredAppend> appends,
    boolean isCut,
    long recoveryPoint,
    boolean isDamaged,
    String explanation) {
  public static final RecoveredLog NOTHING = new RecoveredLog(List.of(), false, 0, false, "");
}
