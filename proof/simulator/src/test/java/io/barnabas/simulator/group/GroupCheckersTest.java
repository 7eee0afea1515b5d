package io.barnabas.simulator.group;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.simulator.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must be found is found, and what may be is let through. */
class GroupCheckersTest {
  private static final Place PLACE = new Place("topic", 0);
  private static final Place OTHER = new Place("topic", 1);
  private static final long SESSION_NS = 1_000;

  private final GenerationOwners generations = new GenerationOwners();
  private final ExclusiveOwners owners = new ExclusiveOwners(SESSION_NS);
  private final CommittedOffsets offsets = new CommittedOffsets();

  @Test
  void twoOwnersInOneGenerationAreFound() {
    generations.assigned("g", 1, "a", List.of(PLACE));
    generations.assigned("g", 1, "b", List.of(OTHER));
    assertThatThrownBy(() -> generations.assigned("g", 1, "b", List.of(PLACE)))
        .isInstanceOf(Violation.class);
  }

  @Test
  void anotherGenerationOrGroupMayHaveAnotherOwner() {
    generations.assigned("g", 1, "a", List.of(PLACE));
    assertThatCode(
            () -> {
              generations.assigned("g", 2, "b", List.of(PLACE));
              generations.assigned("h", 1, "b", List.of(PLACE));
              generations.lost();
              generations.assigned("g", 1, "c", List.of(PLACE));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aCommitOfAnOldGenerationThatIsTakenIsFound() {
    generations.assigned("g", 2, "a", List.of(PLACE));
    assertThatThrownBy(() -> generations.commitTaken("g", 1, generations.latest("g")))
        .isInstanceOf(Violation.class);
    assertThatCode(() -> generations.commitTaken("g", 1, 1)).doesNotThrowAnyException();
    assertThatCode(() -> generations.commitTaken("g", 2, 2)).doesNotThrowAnyException();
  }

  @Test
  void aPartitionThatIsGivenWhileItsOwnerIsThereIsFound() {
    owners.heard("g", "a", 10);
    owners.given("g", "a", List.of(PLACE), 10);
    assertThatThrownBy(() -> owners.given("g", "b", List.of(PLACE), 10 + SESSION_NS - 1))
        .isInstanceOf(Violation.class);
  }

  @Test
  void aPartitionMayBeGivenWhenItsOwnerHasGivenItUpOrIsGoneOrSilent() {
    owners.heard("g", "a", 10);
    owners.heard("g", "b", 10);
    owners.given("g", "a", List.of(PLACE, OTHER), 10);
    owners.givenUp("g", "a", List.of(PLACE));
    assertThatCode(
            () -> {
              owners.given("g", "b", List.of(PLACE), 20);
              owners.gone("g", "a");
              owners.given("g", "b", List.of(OTHER), 20);
              owners.given("g", "c", List.of(PLACE, OTHER), 10 + SESSION_NS);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void whatAMemberGaveUpItCannotGiveUpAgainForAnother() {
    owners.heard("g", "b", 10);
    owners.given("g", "a", List.of(PLACE), 10);
    owners.givenUp("g", "a", List.of(PLACE));
    owners.given("g", "b", List.of(PLACE), 10);
    owners.givenUp("g", "a", List.of(PLACE));
    assertThatThrownBy(() -> owners.given("g", "c", List.of(PLACE), 20))
        .isInstanceOf(Violation.class);
  }

  @Test
  void anOffsetThatWentBackOrWasNeverCommittedIsFound() {
    long first = offsets.next("g", PLACE);
    long second = offsets.next("g", PLACE);
    offsets.acknowledged("g", PLACE, second);
    long least = offsets.least("g", PLACE);
    assertThatThrownBy(() -> offsets.fetched("g", PLACE, first, least))
        .isInstanceOf(Violation.class);
    assertThatThrownBy(() -> offsets.fetched("g", PLACE, CommittedOffsets.NONE, least))
        .isInstanceOf(Violation.class);
    assertThatThrownBy(() -> offsets.fetched("g", OTHER, second, offsets.least("g", OTHER)))
        .isInstanceOf(Violation.class);
    assertThatCode(() -> offsets.fetched("g", PLACE, second, least)).doesNotThrowAnyException();
  }

  @Test
  void anOffsetThatIsNotAcknowledgedMayBeThereOrNot() {
    long sent = offsets.next("g", PLACE);
    assertThatCode(
            () -> {
              offsets.fetched("g", PLACE, CommittedOffsets.NONE, offsets.least("g", PLACE));
              offsets.fetched("g", PLACE, sent, offsets.least("g", PLACE));
            })
        .doesNotThrowAnyException();
  }
}
