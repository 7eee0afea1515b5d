package io.barnabas.coordinator.group.classic;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A member of a classic group, and the requests of it that wait for an answer. */
final class ClassicMember {
  private final MemberIdentity identity;
  private final Deadline session;
  private MemberTerms terms;
  private ByteBuffer assignment = ClassicProtocol.NO_BYTES;
  private boolean isNew;
  private @Nullable CompletableFuture<JoinGroupResponse> join;
  private @Nullable CompletableFuture<SyncGroupResponse> sync;

  ClassicMember(MemberIdentity identity, MemberTerms terms, Deadline session) {
    this.identity = identity;
    this.terms = terms;
    this.session = session;
  }

  MemberIdentity identity() {
    return identity;
  }

  String memberId() {
    return identity.memberId();
  }

  boolean isStatic() {
    return identity.isStatic();
  }

  MemberTerms terms() {
    return terms;
  }

  void terms(MemberTerms newTerms) {
    terms = newTerms;
  }

  ByteBuffer assignment() {
    return assignment;
  }

  void assignment(ByteBuffer newAssignment) {
    assignment = newAssignment;
  }

  /** When it has been silent for too long. */
  Deadline session() {
    return session;
  }

  /** It has never been told that it is a member: its first join still waits. */
  boolean isNew() {
    return isNew;
  }

  void isNew(boolean newIsNew) {
    isNew = newIsNew;
  }

  boolean awaitsJoin() {
    return join != null;
  }

  boolean awaits(CompletableFuture<JoinGroupResponse> answer) {
    return join == answer;
  }

  boolean awaitsSync() {
    return sync != null;
  }

  /**
   * It need not send heartbeats while its join or sync waits; but its first join waits only for a
   * time, lest a client that tries again and again fills the group with members that are gone.
   */
  boolean maySilentlyWait() {
    return !isNew && (awaitsJoin() || awaitsSync());
  }

  /** A join that still waits is a former try of the same client: it is told to try again. */
  void awaitJoin(CompletableFuture<JoinGroupResponse> answer) {
    answerJoin(Answers.joinRefused(memberId(), ErrorCode.REBALANCE_IN_PROGRESS));
    join = answer;
  }

  /** A sync that still waits is a former try of the same client: it is told to join again. */
  void awaitSync(CompletableFuture<SyncGroupResponse> answer) {
    answerSync(Answers.syncRefused(ErrorCode.REBALANCE_IN_PROGRESS));
    sync = answer;
  }

  void answerJoin(JoinGroupResponse response) {
    CompletableFuture<JoinGroupResponse> waiting = join;
    join = null;
    if (waiting != null) {
      waiting.complete(response);
    }
  }

  /** Returns whether there was one that waited. */
  boolean answerSync(SyncGroupResponse response) {
    CompletableFuture<SyncGroupResponse> waiting = sync;
    sync = null;
    return waiting != null && waiting.complete(response);
  }

  /** It is a member no more: its time is not counted, and what waits is refused. */
  void dismiss(String toldMemberId, ErrorCode error) {
    session.cancel();
    answerJoin(Answers.joinRefused(toldMemberId, error));
    answerSync(Answers.syncRefused(error));
  }
}
