package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.List;
import novate.market.CurrencyCode;

/**
 * One combined commodity of a file: what is margined together, and at which charges.
 *
 * @param currency of its arrays and charges (performance bond currency)
 * @param riskExponent as stated; arrays and charges of this model have it applied already
 * @param products linked into it
 * @param priceRisk how the weighted futures price risk is taken
 * @param minimum how short options are counted for their minimum
 * @param isOptionValueCapped whether option value may not exceed the risk of this commodity
 * @param scanTiers none when all periods are scanned together
 * @param intraTiers the tiers of calendar spreads
 * @param interTiers the tiers of inter-commodity spreads
 * @param minimums rates of the short option minimum, per short option before delta scaling
 * @param calendars calendar spreads by priority
 * @param spots charges of the periods in delivery
 * @param ratios what multiplies the risk of an account type; 1 where nothing is stated
 * @param refusals charges of the file that are not understood; who holds the commodity is refused
 *     with them, because a margin without them would be too low
 */
public record SpanCommodity(
    String code,
    CurrencyCode currency,
    int riskExponent,
    List<SpanProduct.Id> products,
    PriceRiskMethod priceRisk,
    MinimumMethod minimum,
    boolean isOptionValueCapped,
    List<Tier> scanTiers,
    List<Tier> intraTiers,
    List<Tier> interTiers,
    List<Minimum> minimums,
    List<SpanSpread> calendars,
    List<Spot> spots,
    List<Ratio> ratios,
    List<String> refusals) {

  /** How the weighted futures price risk (WFPR) is taken. */
  public enum PriceRiskMethod {
    /** Futures price risk over net delta. */
    NORMAL,
    /** The price scan range. */
    SCANRANGE,
    /** Futures price risk over net delta, at most the price scan range. */
    SCANRANGE_CAP
  }

  /** How short options are counted. */
  public enum MinimumMethod {
    /** Short calls and short puts. */
    GROSS,
    /** The greater number of the two. */
    MAX
  }

  /** Whom a ratio is for. */
  public enum AccountType {
    /** Members and hedgers with the member rate. */
    MEMBER,
    /** Hedgers, or accounts without a heightened risk profile. */
    HEDGER,
    /** Speculators, or accounts with a heightened risk profile. */
    SPECULATOR
  }

  /**
   * Periods from the first to the last, both included.
   *
   * @param number from 1
   * @param first none when open at the near end
   * @param last none when open at the far end
   */
  public record Tier(int number, SpanPeriod first, SpanPeriod last) {
    /** The first is not after the last. */
    public Tier {
      require(number >= 0, "tier number must not be negative, got %d", number);
      require(
          first.isNone() || last.isNone() || first.code().compareTo(farEnd(last)) <= 0,
          "tier %d begins %s, after its end %s",
          number,
          first,
          last);
    }

    /** A month without a day covers all its days and weeks. */
    private static String farEnd(SpanPeriod last) {
      return last.dayOrWeek().isEmpty() ? last.code() + "ZZ" : last.code();
    }

    /** True when the tier has the period. */
    public boolean contains(SpanPeriod period) {
      return (first.isNone() || period.code().compareTo(first.code()) >= 0)
          && (last.isNone() || period.code().compareTo(farEnd(last)) <= 0);
    }
  }

  /**
   * The rate of the short option minimum for the options of a tier.
   *
   * @param rate currency per short option; zero or more
   */
  public record Minimum(Tier tier, BigDecimal rate) {
    /** Refuses a negative rate. */
    public Minimum {
      require(rate.signum() >= 0, "short option minimum must not be negative, got %s", rate);
    }
  }

  /**
   * Charges of one period in delivery.
   *
   * @param spread currency per delta that spreads have consumed
   * @param outright currency per delta that remains
   */
  public record Spot(SpanPeriod period, BigDecimal spread, BigDecimal outright) {
    /** Refuses a charge that pays. */
    public Spot {
      require(!period.isNone(), "a spot charge needs a period");
      require(
          spread.signum() >= 0 && outright.signum() >= 0,
          "spot charges of %s must not be negative",
          period);
    }
  }

  /**
   * What multiplies the risk of an account type.
   *
   * @param isInitial true for the initial requirement, false for maintenance
   * @param value above zero
   */
  public record Ratio(AccountType accountType, boolean isInitial, BigDecimal value) {
    /** Refuses zero and below. */
    public Ratio {
      require(value.signum() > 0, "ratio of %s must be above zero, got %s", accountType, value);
    }
  }

  /** Keeps its own copies. */
  public SpanCommodity {
    require(!code.isEmpty(), "a combined commodity needs a code");
    products = List.copyOf(products);
    scanTiers = List.copyOf(scanTiers);
    intraTiers = List.copyOf(intraTiers);
    interTiers = List.copyOf(interTiers);
    minimums = List.copyOf(minimums);
    calendars = List.copyOf(calendars);
    spots = List.copyOf(spots);
    ratios = List.copyOf(ratios);
    refusals = List.copyOf(refusals);
  }

  /** The maintenance ratio of an account type: as stated, or 1. */
  public BigDecimal maintenanceRatio(AccountType accountType) {
    return ratios.stream()
        .filter(ratio -> ratio.accountType() == accountType && !ratio.isInitial())
        .map(Ratio::value)
        .findFirst()
        .orElse(BigDecimal.ONE);
  }
}
