package novate.clearing.simulation;

import java.util.List;

/** What is done to the house in simulation. */
public enum FaultKind {
  PROCESSOR_KILLED("P1"),
  KILLED_BEFORE_COMMIT("P4", "K11"),
  KILLED_AT_CRASH_POINT("P4", "E5"),
  KILLED_IN_RECOVERY("P3"),
  KILLED_ONCE_RECOVERED("P3"),
  TAKEN_OVER("P7", "K3"),
  ZOMBIE_WOKE("P5", "K3"),
  POSITIONS_FULL("E8"),
  STOPPED_CLEANLY("P8"),
  STORE_LOST("S6"),
  STORE_TORN("S4"),
  STORE_BROUGHT_BACK("S7"),
  DELIVERED_TWICE("K4", "D1"),
  SAME_ID_OTHER_CONTENT("D1"),
  REORDERED("K5"),
  POISON("K6"),
  TRADE_NOT_BOOKABLE("D2", "D3", "X7"),
  SELF_TRADE("D4"),
  BUST("D5"),
  CORRECTION("D5"),
  CORRECTION_BEFORE_ORIGINAL("K5"),
  WILD_RECORD_TIME("K12", "E2"),
  PRICE_JUMPS("X4"),
  PRICE_MISSING("X6", "C7"),
  PRICE_STALE("X5"),
  PRICE_NO_NUMBER("X7"),
  NEGATIVE_PRICE("X1"),
  ONE_PERSON_TWICE("C2"),
  FIXING_WITHHELD("X8", "M11"),
  FIXING_RESTATED("E6"),
  PRICE_RESTATED("E6", "X11"),
  /** An instruction about more lots than anybody holds; the catalogue has no row for it. */
  EXERCISE_REFUSED,
  NOT_PAID("M6"),
  PAID_IN_PART("M6"),
  PAID_TWICE("M6"),
  PAID_WRONG_CURRENCY("M6"),
  CYCLE_ASKED_TWICE("E4", "E7"),
  WRONG_DATE_ASKED("E9"),
  SLOW_PROCESSOR("S8");

  private final List<String> rows;

  FaultKind(String... rows) {
    this.rows = List.of(rows);
  }

  /** Rows of the fault catalogue that it covers. */
  public List<String> rows() {
    return rows;
  }
}
