package novate.index;

import static novate.market.Checks.require;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import novate.market.IndexId;

/**
 * What a fixing is made of.
 *
 * @param date the fixing's date
 * @param quotes those of this index dated inside the methodology's window are its inputs, whatever
 *     else is in the list and in whatever order
 * @param rates exchange rates for the step {@code normalise}
 * @param cutOff quotes later than this are out where the methodology has an eligibility step; none
 *     when no quote can be late
 * @param revision 1 for the first print
 */
public record FixingRequest(
    Methodology methodology,
    IndexId index,
    LocalDate date,
    List<Quote> quotes,
    FxRates rates,
    Optional<Instant> cutOff,
    int revision) {
  /** A first print has revision 1; an age needs a cut-off to be counted from. */
  public FixingRequest {
    require(revision >= 1, "revision of fixing %s %s must be 1 or more", index, date);
    require(
        !methodology.countsAges() || cutOff.isPresent(),
        "fixing %s %s has no cut-off from which methodology %s could count ages",
        index,
        date,
        methodology.id());
  }

  /** A first print, without exchange rates and without a cut-off. */
  public FixingRequest(Methodology methodology, IndexId index, LocalDate date, List<Quote> quotes) {
    this(methodology, index, date, quotes, FxRates.none(), Optional.empty(), 1);
  }
}
