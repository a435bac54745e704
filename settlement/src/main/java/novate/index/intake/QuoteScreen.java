package novate.index.intake;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import novate.index.FixingOutcome;
import novate.index.FixingOutcome.Published;
import novate.index.FixingOutcome.Withheld;
import novate.index.InputUse;
import novate.index.Normalisation;
import novate.index.Normalisation.Outcome.Priced;
import novate.index.Quote;
import novate.index.intake.Verdict.Accepted;
import novate.index.intake.Verdict.Held;
import novate.index.intake.Verdict.Reason;
import novate.index.intake.Verdict.Refused;
import novate.index.intake.Verdict.Repeated;

/**
 * The quotes of one print, looked at together: those that may enter the fixing, and the others with
 * the reason.
 *
 * @param accepted normalised, in the order handed in
 * @param excluded held and refused ones, in the order handed in
 * @param sameAs accepted quotes that say what an earlier one said: the earlier one's id, by id
 * @param repeated how many came again with the same id and content
 */
public record QuoteScreen(
    List<Quote> accepted, List<Excluded> excluded, SortedMap<String, String> sameAs, int repeated) {
  /** So few contributors have no middle that one of them could not have made. */
  private static final int CONTRIBUTORS_MIN = 3;

  /**
   * A quote that does not enter.
   *
   * @param isHeld true when a person can release it, false when it is refused
   */
  public record Excluded(Quote quote, boolean isHeld, Reason reason, String detail) {}

  /** Keeps its own copies. */
  public QuoteScreen {
    accepted = List.copyOf(accepted);
    excluded = List.copyOf(excluded);
    sameAs = new TreeMap<>(sameAs);
  }

  /**
   * Looks at the quotes of one index and date.
   *
   * @param lastFixing of the index before the date; without one the reference is the {@link
   *     #middle} of the quotes themselves
   * @param released ids of held quotes that a person has released
   */
  public static QuoteScreen of(
      List<Quote> quotes,
      QuoteLimits limits,
      Normalisation normalisation,
      Optional<BigDecimal> lastFixing,
      Optional<Instant> asOf,
      Set<String> released) {
    QuoteCheck check = new QuoteCheck(limits, normalisation, asOf, released);
    Optional<BigDecimal> reference = lastFixing.or(() -> middle(quotes, limits, normalisation));
    List<Quote> accepted = new ArrayList<>();
    List<Excluded> excluded = new ArrayList<>();
    SortedMap<String, String> sameAs = new TreeMap<>();
    int repeated = 0;
    for (Quote quote : quotes) {
      switch (check.of(quote, reference)) {
        case Accepted(Quote normalised, Optional<String> same) -> {
          accepted.add(normalised);
          same.ifPresent(first -> sameAs.put(quote.id(), first));
        }
        case Held(Reason reason, String detail) ->
            excluded.add(new Excluded(quote, true, reason, detail));
        case Refused(Reason reason, String detail) ->
            excluded.add(new Excluded(quote, false, reason, detail));
        case Repeated _ -> repeated++;
      }
    }
    return new QuoteScreen(accepted, excluded, sameAs, repeated);
  }

  /**
   * The median over contributors of the median of each one's prices, so that many quotes of one
   * weigh as one; the mean of the two middle ones of an even number. None from fewer than three
   * contributors.
   */
  static Optional<BigDecimal> middle(
      List<Quote> quotes, QuoteLimits limits, Normalisation normalisation) {
    SortedMap<String, List<BigDecimal>> byContributor = new TreeMap<>();
    for (Quote quote : quotes) {
      boolean isPossible = quote.price().signum() > 0 || limits.mayBeNegative();
      if (isPossible && normalisation.of(quote, quote.date()) instanceof Priced priced) {
        byContributor
            .computeIfAbsent(quote.contributor(), _ -> new ArrayList<>())
            .add(priced.price());
      }
    }
    return byContributor.size() < CONTRIBUTORS_MIN
        ? Optional.empty()
        : Optional.of(median(byContributor.values().stream().map(QuoteScreen::median).toList()));
  }

  private static BigDecimal median(Collection<BigDecimal> prices) {
    List<BigDecimal> sorted = prices.stream().sorted().toList();
    BigDecimal high = sorted.get(sorted.size() / 2);
    BigDecimal low = sorted.get((sorted.size() - 1) / 2);
    return low.add(high).divide(BigDecimal.TWO, MathContext.DECIMAL128);
  }

  /** How many are excluded by reason, in the order of the reasons. */
  public Map<Reason, Integer> countByReason() {
    Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    excluded.forEach(each -> counts.merge(each.reason(), 1, Integer::sum));
    return counts;
  }

  /**
   * The outcome with what was excluded here among its inputs: at the price as given, without
   * weight, with the reason; by id.
   */
  public FixingOutcome in(FixingOutcome outcome) {
    List<InputUse> inputs =
        Stream.concat(outcome.inputs().stream(), excludedUses())
            .sorted(Comparator.comparing(InputUse::input))
            .toList();
    return switch (outcome) {
      case Published published -> new Published(published.fixing(), inputs, published.trace());
      case Withheld withheld ->
          new Withheld(withheld.reason(), withheld.detail(), inputs, withheld.trace());
    };
  }

  /** An id that came again with other content names the quote that came first. */
  private Stream<InputUse> excludedUses() {
    return excluded.stream()
        .filter(each -> each.reason() != Reason.ID_REUSED)
        .map(
            each ->
                new InputUse(
                    each.quote().id(),
                    each.quote().contributor(),
                    each.quote().price(),
                    each.quote().price(),
                    BigDecimal.ZERO,
                    false,
                    each.reason().code()));
  }
}
