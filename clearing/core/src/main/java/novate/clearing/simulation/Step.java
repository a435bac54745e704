package novate.clearing.simulation;

/**
 * One thing that happens. What cannot happen as things stand, as the kill of one that is dead, does
 * nothing; so any part of a history is a history too.
 *
 * @param post of the house, where the kind needs one
 * @param number records, or the number of a crash point
 */
record Step(Kind kind, int post, int number) {
  /** What happens. */
  enum Kind {
    SEND,
    ACT,
    SLOW,
    WORK,
    FOLD,
    COMMIT,
    KILL,
    KILL_AT_POINT,
    START_AND_DIE,
    START_WITHOUT_ROOM,
    STOP,
    LOSE_STORE,
    TEAR_STORE,
    BRING_BACK_STORE,
    TAKE_OVER,
    WAKE_ZOMBIE
  }

  @Override
  public String toString() {
    return kind + " " + post + " " + number;
  }
}
