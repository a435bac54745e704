package novate.margin.addon;

import static novate.market.Checks.require;

import java.util.List;

/**
 * The rate of one future on one date, and why.
 *
 * @param rate share of notional: the highest of the rungs
 * @param applied the rung that made it; of several with the same rate the first considered
 * @param considered every rung that applies, in the order normal, delivery, open interest,
 *     limit-locked, holiday
 */
public record LadderRate(double rate, Rung applied, List<Rung> considered) {
  /** Which step of the ladder. */
  public enum RungKind {
    /** No step: the rate of every day. */
    NORMAL,
    /** Near delivery. */
    DELIVERY,
    /** Much is open. */
    OPEN_INTEREST,
    /** After limit-locked days. */
    LIMIT_LOCKED,
    /** Over a long closure. */
    HOLIDAY
  }

  /**
   * A rung that applies.
   *
   * @param reason in words, with the facts it rests on
   */
  public record Rung(RungKind kind, double rate, String reason) {}

  /** Keeps its own copy. */
  public LadderRate {
    considered = List.copyOf(considered);
  }

  /** The highest of the rungs that apply. */
  static LadderRate highest(List<Rung> considered) {
    require(!considered.isEmpty(), "a ladder has at least its normal rate");
    Rung applied = considered.getFirst();
    for (Rung rung : considered) {
      if (rung.rate() > applied.rate()) {
        applied = rung;
      }
    }
    return new LadderRate(applied.rate(), applied, considered);
  }
}
