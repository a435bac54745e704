package novate.index.intake;

import java.util.Locale;
import java.util.Optional;
import novate.index.Quote;

/** What becomes of a quote that was handed in. */
public sealed interface Verdict {
  /**
   * It enters fixings.
   *
   * @param normalised the quote as the price of one base unit in the currency of the index
   * @param sameAs id of an earlier quote with the same content: a flag, not a reason to leave it
   *     out, as two equal offers may stand side by side
   */
  record Accepted(Quote normalised, Optional<String> sameAs) implements Verdict {}

  /** The same id with the same content is known: no effect. */
  record Repeated() implements Verdict {}

  /** It may be right and enters no fixing until a person has released it. */
  record Held(Reason reason, String detail) implements Verdict {}

  /** It is wrong and never enters a fixing. */
  record Refused(Reason reason, String detail) implements Verdict {}

  /**
   * Checked in this order; the first that applies is reported. The order is part of the contract.
   */
  enum Reason {
    /** Refused: the id is known with other content. */
    ID_REUSED,
    /** Refused: given after the instant as of which it is looked at. */
    FUTURE_DATED,
    /** Refused: below zero where the market has no such prices. */
    PRICE_NEGATIVE,
    /** Refused: a price of zero is a field that was not filled in. */
    PRICE_ZERO,
    /** Refused: priced for another base unit than the index. */
    UNIT_UNKNOWN,
    /** Held: no exchange rate dated on or before the print. */
    FX_MISSING,
    /** Held: the latest exchange rate is older than it may be. */
    FX_STALE,
    /** Held: given after the cut-off of its date. */
    LATE,
    /** Held: far off, and about right if it were per node, per 1,000 hours, per month. */
    UNIT_SUSPECT,
    /** Held: far off, and about right if it were in another currency. */
    CURRENCY_SUSPECT,
    /** Held: far off, and nothing explains it. */
    PRICE_ABSURD;

    /** The code that files and messages carry: {@code unit_suspect}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
