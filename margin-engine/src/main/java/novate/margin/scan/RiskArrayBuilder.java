package novate.margin.scan;

import static novate.market.Checks.require;

import java.util.Map;
import novate.margin.revaluation.Coverage.Absent;
import novate.margin.revaluation.Coverage.Priced;
import novate.margin.revaluation.MarketView;
import novate.margin.revaluation.Revaluation;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.PriceSet;
import novate.market.Product;
import novate.pricing.BlackKernel;
import novate.pricing.KernelPath;
import novate.scenario.CommodityParameters;
import novate.scenario.ParameterSet;
import novate.scenario.Period;
import novate.scenario.ScanRange;
import novate.scenario.Scenario;
import novate.scenario.ScenarioSet;
import org.jspecify.annotations.Nullable;

/** Fills the flat arrays, contract by contract; used once. */
final class RiskArrayBuilder {
  /** Doubles hold every integer up to here, so a rounded value below it is what it says. */
  private static final double EXACT_MAX = 0x1p53;

  private static final double DELTA_UNITS = 10_000.0;

  private static final double DAYS_PER_YEAR = 365.0;

  /**
   * c_k: weights of the composite delta for moves of -3 to 3 thirds of the price scan range
   * (methodology, section 3; CME SPAN).
   */
  private static final double[] DELTA_WEIGHTS = {.037, .111, .217, .270, .217, .111, .037};

  private final Catalogue catalogue;
  private final ParameterSet parameters;
  private final ScenarioSet scenarios;
  private final PriceSet prices;
  private final MarketView market;
  // Sixteen scenarios are two vectors, and vectors are slow until they are compiled: a process that
  // margins one account and ends would wait for them.
  private final BlackKernel kernel = new BlackKernel(KernelPath.PLAIN);
  private final long[] values;
  private final int[] deltas;
  private final long[] optionValues;
  private final double[] scanRanges;
  private final @Nullable String[] absences;

  RiskArrayBuilder(
      Catalogue catalogue,
      Map<CalendarId, BusinessCalendar> calendars,
      ParameterSet parameters,
      ScenarioSet scenarios,
      PriceSet prices) {
    this.catalogue = catalogue;
    this.parameters = parameters;
    this.scenarios = scenarios;
    this.prices = prices;
    this.market = new MarketView(prices, calendars);
    this.values = new long[Math.multiplyExact(catalogue.size(), scenarios.size())];
    this.deltas = new int[catalogue.size()];
    this.optionValues = new long[catalogue.size()];
    this.scanRanges = new double[catalogue.size()];
    this.absences = new @Nullable String[catalogue.size()];
  }

  RiskArrays build() {
    for (int c = 0; c < catalogue.size(); c++) {
      Contract contract = catalogue.contract(c);
      CommodityParameters scan = parameters.commodity(contract.commodity());
      switch (market.coverage(contract, scan)) {
        case Absent absent -> absences[c] = absent.reason();
        case Priced priced -> fill(c, contract, scan, priced.revaluation());
      }
    }
    return new RiskArrays(
        catalogue, scenarios, prices.id(), values, deltas, optionValues, scanRanges, absences);
  }

  private void fill(
      int contractIndex, Contract contract, CommodityParameters scan, Revaluation revaluation) {
    int first = contractIndex * scenarios.size();
    double minorUnits = minorUnitsPerPriceUnit(contract.product());
    Period period = CommodityLayout.period(contract);
    ScanRange price = scan.price(period);
    require(
        price.kind() == ScanRange.Kind.ABSOLUTE || revaluation.factor() != 0,
        "contract %s stands at zero, and a fraction of it is no move: its price scan range must be"
            + " ABSOLUTE",
        contract.id());
    scanRanges[contractIndex] =
        Math.max(shift(revaluation, price, 1), -shift(revaluation, price, -1)) * minorUnits;
    double[] losses = losses(contract, scan, price, scan.volatility(period), revaluation);
    for (Scenario scenario : scenarios.scenarios()) {
      int s = scenario.number() - 1;
      values[first + s] =
          rounded(losses[s] * scenario.weight(scan) * minorUnits, contract, scenario);
    }
    deltas[contractIndex] = compositeDelta(contract, scan, price, revaluation);
    if (!contract.isMarkedToMarket()) {
      long markTicks = prices.mark(contract.id()).price().ticks();
      optionValues[contractIndex] =
          Math.multiplyExact(markTicks, contract.product().tickMinorUnits());
    }
  }

  private double[] losses(
      Contract contract,
      CommodityParameters scan,
      ScanRange price,
      ScanRange volatility,
      Revaluation revaluation) {
    double[] factors = new double[scenarios.size()];
    double[] volatilities = new double[scenarios.size()];
    for (Scenario scenario : scenarios.scenarios()) {
      int s = scenario.number() - 1;
      factors[s] = movedFactor(revaluation, price, scenario.priceMove(scan));
      volatilities[s] =
          movedVolatility(revaluation, scan, volatility, scenario.volatilityDirection());
    }
    double[] losses = new double[scenarios.size()];
    try {
      revaluation.losses(factors, volatilities, elapsedYears(scan), kernel, losses);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "contract %s, %s".formatted(contract.id(), e.getMessage()), e);
    }
    return losses;
  }

  /** The factor moved by m price scan ranges, floored where it may not be negative. */
  private static double movedFactor(Revaluation revaluation, ScanRange range, double scanRanges) {
    return revaluation.floored(revaluation.factor() + shift(revaluation, range, scanRanges));
  }

  // A fraction of a negative price would turn up into down, so it is taken of its size.
  private static double shift(Revaluation revaluation, ScanRange range, double scanRanges) {
    return range.shift(scanRanges, Math.abs(revaluation.factor()));
  }

  /** The volatility moved by -1, 0 or +1 volatility scan ranges, floored at its parameter. */
  private static double movedVolatility(
      Revaluation revaluation, CommodityParameters scan, ScanRange range, int direction) {
    double volatility = revaluation.volatility();
    double moved = direction == 0 ? volatility : volatility + range.shift(direction, volatility);
    return Math.max(scan.volatilityFloor(), moved);
  }

  /** The look-ahead: the time by which options age in a scenario. */
  private static double elapsedYears(CommodityParameters scan) {
    return scan.lookaheadDays() / DAYS_PER_YEAR;
  }

  private static double minorUnitsPerPriceUnit(Product product) {
    return product.size().movePointRight(product.currency().minorDigits()).doubleValue();
  }

  /** The one rounding of a risk array value. */
  private static long rounded(double minorUnits, Contract contract, Scenario scenario) {
    require(
        Math.abs(minorUnits) <= EXACT_MAX,
        "contract %s, scenario %d: loss per lot is %s minor units, not a finite number up to 2^53",
        contract.id(),
        scenario.number(),
        minorUnits);
    return (long) Math.rint(minorUnits);
  }

  private static int compositeDelta(
      Contract contract, CommodityParameters scan, ScanRange price, Revaluation revaluation) {
    double sum = 0;
    for (int k = 0; k < DELTA_WEIGHTS.length; k++) {
      double moved = movedFactor(revaluation, price, (k - 3) / 3.0);
      sum +=
          DELTA_WEIGHTS[k] * revaluation.delta(moved, revaluation.volatility(), elapsedYears(scan));
    }
    double tenThousandths = Math.rint(sum * DELTA_UNITS);
    require(
        Math.abs(tenThousandths) <= Integer.MAX_VALUE,
        "contract %s: composite delta is %s",
        contract.id(),
        sum);
    return (int) tenThousandths;
  }
}
