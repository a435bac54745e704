package novate.index.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import novate.index.Normalisation;
import novate.index.Normalisation.Outcome.Priced;
import novate.index.PriceUnit;
import novate.index.Quote;
import novate.index.intake.Verdict.Accepted;
import novate.index.intake.Verdict.Held;
import novate.index.intake.Verdict.Reason;
import novate.index.intake.Verdict.Refused;
import novate.index.intake.Verdict.Repeated;

/**
 * Looks at quotes one after the other and says of each whether it may enter a fixing.
 *
 * <p>Every bad kind has its own {@link Reason}; the order in which they are looked for is the order
 * of that enum. It remembers the ids and contents it has seen, whatever became of them, and nothing
 * else: the same quotes in the same order with the same references give the same verdicts.
 */
public final class QuoteCheck {
  private final QuoteLimits limits;
  private final Normalisation normalisation;
  private final Optional<Instant> asOf;
  private final Set<String> released;
  private final Plausibility plausibility;
  private final Map<String, QuoteContent> contentById = new HashMap<>();
  private final Map<QuoteContent, String> firstIdByContent = new HashMap<>();

  /**
   * @param normalisation to the unit and currency of the index
   * @param asOf a quote given after this is from the future; none when nobody says what now is
   * @param released ids of held quotes that a person has released; they are held for nothing but a
   *     price that cannot be made
   */
  public QuoteCheck(
      QuoteLimits limits,
      Normalisation normalisation,
      Optional<Instant> asOf,
      Set<String> released) {
    this.limits = limits;
    this.normalisation = normalisation;
    this.asOf = asOf;
    this.released = new HashSet<>(released);
    this.plausibility = new Plausibility(limits, normalisation.rates());
  }

  /**
   * What becomes of the next quote.
   *
   * @param reference what the index stood at, per base unit in its currency: its last fixing, or
   *     the middle of the day's prices; none when neither is known, and then no price is far off
   */
  public Verdict of(Quote quote, Optional<BigDecimal> reference) {
    QuoteContent content = QuoteContent.of(quote);
    QuoteContent known = contentById.putIfAbsent(quote.id(), content);
    if (known != null) {
      return known.equals(content)
          ? new Repeated()
          : new Refused(
              Reason.ID_REUSED,
              "quote %s is known with other content, from %s at %s"
                  .formatted(quote.id(), known.contributor(), known.price().toPlainString()));
    }
    Optional<String> sameAs =
        Optional.ofNullable(firstIdByContent.putIfAbsent(content, quote.id()));
    return refusal(quote)
        .<Verdict>map(each -> each)
        .orElseGet(() -> priced(quote, reference, sameAs));
  }

  /** True when two quotes say the same but for their ids; 2.50 and 2.5 are the same. */
  public static boolean isSame(Quote one, Quote other) {
    return QuoteContent.of(one).equals(QuoteContent.of(other));
  }

  private Optional<Refused> refusal(Quote quote) {
    if (asOf.isPresent() && quote.time().isAfter(asOf.get())) {
      return refused(
          Reason.FUTURE_DATED,
          "quote %s was given at %s, and it is %s".formatted(quote.id(), quote.time(), asOf.get()));
    }
    int sign = quote.price().signum();
    if (sign > 0 || limits.mayBeNegative()) {
      return Optional.empty();
    }
    return refused(
        sign < 0 ? Reason.PRICE_NEGATIVE : Reason.PRICE_ZERO,
        "quote %s: price %s must be above zero"
            .formatted(quote.id(), quote.price().toPlainString()));
  }

  private static Optional<Refused> refused(Reason reason, String detail) {
    return Optional.of(new Refused(reason, detail));
  }

  private Verdict priced(Quote quote, Optional<BigDecimal> reference, Optional<String> sameAs) {
    return switch (normalisation.of(quote, quote.date())) {
      case Normalisation.Outcome.Refused(Normalisation.Reason reason, String detail) ->
          switch (reason) {
            case UNIT_UNKNOWN -> new Refused(Reason.UNIT_UNKNOWN, detail);
            case FX_MISSING -> new Held(Reason.FX_MISSING, detail);
            case FX_STALE -> new Held(Reason.FX_STALE, detail);
          };
      case Priced priced -> {
        Optional<Held> doubt =
            released.contains(quote.id())
                ? Optional.empty()
                : late(quote)
                    .or(
                        () ->
                            reference.flatMap(
                                level ->
                                    plausibility.doubt(
                                        quote, quote.date(), priced.price(), level)));
        yield doubt
            .<Verdict>map(held -> held)
            .orElseGet(() -> new Accepted(normalised(quote, priced.price()), sameAs));
      }
    };
  }

  private Optional<Held> late(Quote quote) {
    return limits
        .cutOff()
        .map(cutOff -> cutOff.on(quote.date()))
        .filter(cutOff -> quote.time().isAfter(cutOff))
        .map(
            cutOff ->
                new Held(
                    Reason.LATE,
                    "quote %s was given at %s, the cut-off of %s was %s"
                        .formatted(quote.id(), quote.time(), quote.date(), cutOff)));
  }

  private Quote normalised(Quote quote, BigDecimal price) {
    return new Quote(
        quote.id(),
        quote.index(),
        quote.date(),
        quote.time(),
        quote.contributor(),
        quote.family(),
        quote.spec(),
        price,
        normalisation.currency(),
        PriceUnit.one(normalisation.baseUnit()),
        quote.size(),
        quote.quoteClass(),
        quote.parties());
  }
}
