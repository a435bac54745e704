package novate.scenario;

import static novate.market.Checks.require;

import java.util.List;
import java.util.Optional;

/**
 * How one combined commodity is scanned.
 *
 * @param price price scan range (PSR)
 * @param volatility volatility scan range (VSR)
 * @param extremeMultiplier EMM: the extreme move in price scan ranges; above zero
 * @param coverFraction ECF: the share of an extreme loss that counts, 0 to 1
 * @param volatilityFloor lowest volatility a scenario may use; zero or more
 * @param lookaheadDays calendar days by which options age in a scenario; zero or more
 * @param jumpMax largest accepted move of a settlement price from the one before, as a fraction; a
 *     larger one is held for approval; above zero
 * @param scanTiers scan ranges of some periods instead of {@code price} and {@code volatility}; the
 *     first that contains a period applies
 * @param spreads what is charged beside the scan
 * @param americanModel how American options are valued
 */
public record CommodityParameters(
    ScanRange price,
    ScanRange volatility,
    double extremeMultiplier,
    double coverFraction,
    double volatilityFloor,
    int lookaheadDays,
    double jumpMax,
    List<ScanTier> scanTiers,
    SpreadParameters spreads,
    AmericanModel americanModel) {
  /** Checks every range; NaN fails too. */
  public CommodityParameters {
    require(
        extremeMultiplier > 0, "extreme multiplier must be above zero, got %s", extremeMultiplier);
    require(
        coverFraction >= 0 && coverFraction <= 1,
        "cover fraction must be between 0 and 1, got %s",
        coverFraction);
    require(
        Double.isFinite(volatilityFloor) && volatilityFloor >= 0,
        "volatility floor must be finite and not negative, got %s",
        volatilityFloor);
    require(lookaheadDays >= 0, "look-ahead must not be negative, got %d", lookaheadDays);
    require(jumpMax > 0, "largest accepted price jump must be above zero, got %s", jumpMax);
    scanTiers = List.copyOf(scanTiers);
  }

  /** A commodity that is scanned, and nothing else. */
  public CommodityParameters(
      ScanRange price,
      ScanRange volatility,
      double extremeMultiplier,
      double coverFraction,
      double volatilityFloor,
      int lookaheadDays,
      double jumpMax) {
    this(
        price,
        volatility,
        extremeMultiplier,
        coverFraction,
        volatilityFloor,
        lookaheadDays,
        jumpMax,
        List.of(),
        SpreadParameters.NONE);
  }

  /** A commodity whose American options are valued by BARONE_ADESI_WHALEY. */
  public CommodityParameters(
      ScanRange price,
      ScanRange volatility,
      double extremeMultiplier,
      double coverFraction,
      double volatilityFloor,
      int lookaheadDays,
      double jumpMax,
      List<ScanTier> scanTiers,
      SpreadParameters spreads) {
    this(
        price,
        volatility,
        extremeMultiplier,
        coverFraction,
        volatilityFloor,
        lookaheadDays,
        jumpMax,
        scanTiers,
        spreads,
        AmericanModel.BARONE_ADESI_WHALEY);
  }

  /** The same scanned over other ranges. */
  public CommodityParameters withRanges(
      ScanRange otherPrice, ScanRange otherVolatility, List<ScanTier> otherTiers) {
    return new CommodityParameters(
        otherPrice,
        otherVolatility,
        extremeMultiplier,
        coverFraction,
        volatilityFloor,
        lookaheadDays,
        jumpMax,
        otherTiers,
        spreads,
        americanModel);
  }

  /** The same with other charges beside the scan. */
  public CommodityParameters withSpreads(SpreadParameters other) {
    return new CommodityParameters(
        price,
        volatility,
        extremeMultiplier,
        coverFraction,
        volatilityFloor,
        lookaheadDays,
        jumpMax,
        scanTiers,
        other,
        americanModel);
  }

  /** The price scan range of a contract period. */
  public ScanRange price(Period period) {
    return scanTier(period).map(ScanTier::price).orElse(price);
  }

  /** The volatility scan range of a contract period. */
  public ScanRange volatility(Period period) {
    return scanTier(period).map(ScanTier::volatility).orElse(volatility);
  }

  private Optional<ScanTier> scanTier(Period period) {
    return scanTiers.stream().filter(tier -> tier.periods().contains(period)).findFirst();
  }
}
