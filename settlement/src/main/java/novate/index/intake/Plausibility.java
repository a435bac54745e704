package novate.index.intake;

import static java.math.MathContext.DECIMAL128;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import novate.index.CurrencyPair;
import novate.index.FxRate;
import novate.index.FxRates;
import novate.index.Quote;
import novate.index.intake.Verdict.Held;
import novate.index.intake.Verdict.Reason;
import novate.market.CurrencyCode;

/**
 * Compares a price with what the index stood at.
 *
 * <pre>  r = price / reference       plausible when 1/factorMax &lt;= r &lt;= factorMax
 *  otherwise the multiple k nearest to r, by max(r/k, k/r), explains it when that is at most likeness:
 *    a unit multiple or its inverse, the node size of the quote      unit_suspect
 *    the rate of the quote's currency against another one            currency_suspect
 *  and nothing nearer does                                           price_absurd</pre>
 */
final class Plausibility {
  private record Explanation(Reason reason, BigDecimal multiple, String text) {}

  private final QuoteLimits limits;
  private final FxRates rates;

  Plausibility(QuoteLimits limits, FxRates rates) {
    this.limits = limits;
    this.rates = rates;
  }

  /**
   * Why the quote is held; none when it is plausible.
   *
   * @param price of one base unit, in the currency of the index
   * @param reference what the index stood at
   */
  Optional<Held> doubt(Quote quote, LocalDate print, BigDecimal price, BigDecimal reference) {
    if (price.signum() <= 0 || reference.signum() <= 0) {
      return doubtAroundZero(quote, price, reference);
    }
    BigDecimal ratio = price.divide(reference, DECIMAL128);
    if (distance(ratio, BigDecimal.ONE).compareTo(limits.factorMax()) <= 0) {
      return Optional.empty();
    }
    Explanation nearest = nearest(ratio, explanations(quote, print));
    return Optional.of(
        new Held(
            nearest.reason(),
            "quote %s: %s is %s times the reference %s; %s"
                .formatted(
                    quote.id(), plain(price), shown(ratio), plain(reference), nearest.text())));
  }

  /** No ratio says anything about prices of zero and below; the distance does. */
  private Optional<Held> doubtAroundZero(Quote quote, BigDecimal price, BigDecimal reference) {
    BigDecimal distanceMax = reference.abs().multiply(limits.factorMax());
    boolean isFar = price.subtract(reference).abs().compareTo(distanceMax) > 0;
    return isFar && reference.signum() != 0
        ? Optional.of(
            new Held(
                Reason.PRICE_ABSURD,
                "quote %s: %s is further from the reference %s than %s times it"
                    .formatted(quote.id(), plain(price), plain(reference), limits.factorMax())))
        : Optional.empty();
  }

  private Explanation nearest(BigDecimal ratio, List<Explanation> explanations) {
    BigDecimal nearestDistance = limits.likeness();
    Explanation nearest =
        new Explanation(
            Reason.PRICE_ABSURD,
            BigDecimal.ONE,
            "at most %s times, or that part, is plausible".formatted(limits.factorMax()));
    boolean isExplained = false;
    for (Explanation explanation : explanations) {
      BigDecimal distance = distance(ratio, explanation.multiple());
      int order = distance.compareTo(nearestDistance);
      if (order < 0 || (order == 0 && !isExplained)) {
        nearest = explanation;
        nearestDistance = distance;
        isExplained = true;
      }
    }
    return nearest;
  }

  /** Units before currencies: of two as near, the first is named. */
  private List<Explanation> explanations(Quote quote, LocalDate print) {
    List<Explanation> explanations = new ArrayList<>();
    List<BigDecimal> multiples = new ArrayList<>(limits.unitMultiples());
    if (quote.spec().nodeSize() > 1) {
      multiples.add(BigDecimal.valueOf(quote.spec().nodeSize()));
    }
    for (BigDecimal multiple : multiples) {
      BigDecimal inverse = BigDecimal.ONE.divide(multiple, DECIMAL128);
      explanations.add(
          unit(multiple, "it may be the price of %s units".formatted(plain(multiple))));
      explanations.add(
          unit(
              inverse, "it may have been divided by %s once too often".formatted(plain(multiple))));
    }
    for (CurrencyCode other : rates.currencies()) {
      if (!other.equals(quote.currency())) {
        perUnitOf(quote.currency(), other, print)
            .map(
                rate ->
                    new Explanation(
                        Reason.CURRENCY_SUSPECT,
                        rate,
                        "it may be in %s and not in %s".formatted(other, quote.currency())))
            .ifPresent(explanations::add);
      }
    }
    return explanations;
  }

  private static Explanation unit(BigDecimal multiple, String text) {
    return new Explanation(Reason.UNIT_SUSPECT, multiple, text);
  }

  /** Units of the other currency per unit of one, at the latest rate known at the print. */
  private Optional<BigDecimal> perUnitOf(CurrencyCode one, CurrencyCode other, LocalDate print) {
    Function<FxRate, BigDecimal> perUnit =
        rate ->
            rate.pair().first().equals(one)
                ? rate.rate()
                : BigDecimal.ONE.divide(rate.rate(), DECIMAL128);
    return rates.latest(new CurrencyPair(one, other), print).map(perUnit);
  }

  /** How far apart two positive numbers are, as a factor of one or more. */
  private static BigDecimal distance(BigDecimal one, BigDecimal other) {
    return one.compareTo(other) >= 0
        ? one.divide(other, DECIMAL128)
        : other.divide(one, DECIMAL128);
  }

  private static String shown(BigDecimal ratio) {
    return plain(ratio.round(new MathContext(4, RoundingMode.HALF_EVEN)));
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
