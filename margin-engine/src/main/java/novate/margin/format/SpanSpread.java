package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A delta-based spread of a file: a charge within one combined commodity, a credit between several.
 *
 * @param priority order in which spreads are formed, lowest first
 * @param method what the rate means
 * @param rate currency per spread when flat; the credited share (0.55) when weighted
 * @param legs two or more; calendar spreads at most eight
 */
public record SpanSpread(int priority, Method method, BigDecimal rate, List<Leg> legs) {
  /** Legs a spread may have. */
  public static final int LEGS_MAX = 16;

  /** What the rate of a spread means. */
  public enum Method {
    /** Currency per spread. */
    FLAT,
    /** A share of the weighted futures price risk. */
    WEIGHTED
  }

  /** The side of the market a leg is on; A legs one way, B legs the other. */
  public enum Side {
    /** One side. */
    A,
    /** The other. */
    B
  }

  /**
   * One leg.
   *
   * @param commodity code of the combined commodity
   * @param place what of it
   * @param ratio delta of one spread; above zero
   * @param ownRate the rate of this leg where it differs from that of the spread
   */
  public record Leg(
      String commodity, Place place, BigDecimal ratio, Side side, Optional<BigDecimal> ownRate) {
    /** Refuses a leg without delta. */
    public Leg {
      require(!commodity.isEmpty(), "a spread leg needs a combined commodity");
      require(ratio.signum() > 0, "delta per spread must be above zero, got %s", ratio);
    }
  }

  /** The part of a combined commodity whose delta a leg takes. */
  public sealed interface Place permits Whole, OfTier, OfPeriod {}

  /** All periods. */
  public record Whole() implements Place {}

  /** A tier by its number. */
  public record OfTier(int number) implements Place {}

  /** One period. */
  public record OfPeriod(SpanPeriod period) implements Place {
    /** Refuses none. */
    public OfPeriod {
      require(!period.isNone(), "a spread leg needs a period");
    }
  }

  /** Two legs at least, and both sides. */
  public SpanSpread {
    legs = List.copyOf(legs);
    require(
        legs.size() >= 2 && legs.size() <= LEGS_MAX,
        "a spread has 2 to %d legs, got %d",
        LEGS_MAX,
        legs.size());
    require(
        legs.stream().map(Leg::side).distinct().count() == 2,
        "all legs of the spread of priority %d are on one side",
        priority);
    require(
        method == Method.FLAT || (rate.signum() >= 0 && rate.compareTo(BigDecimal.ONE) <= 0),
        "a weighted credit is a share from 0 to 1, got %s",
        rate);
  }
}
