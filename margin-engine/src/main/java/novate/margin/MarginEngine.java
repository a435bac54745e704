package novate.margin;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.scan.RiskArrays;
import novate.margin.scan.ScanningRisk;
import novate.market.AccountClass;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.market.PriceSet;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSet;

/**
 * The margin of accounts under one catalogue, parameter set and scenario set. Immutable; threads
 * may share it.
 *
 * <pre>
 * P[i]     = sum over positions of a combined commodity  lots * a[i]
 * ScanRisk = max(0, max_i P[i])
 * NOV      = sum over premium-style options  lots * price * size
 * IM       = max(0, sum over commodities of roundUp(ScanRisk * ratio) - NOV)         per currency
 * </pre>
 *
 * <p>Account classes differ by their ratio only: a CLIENT_GROSS account is one sub-account already,
 * so it is margined alone like every other.
 *
 * <p>Worked example (JSCC, Nikkei 225 futures): +5 and -2 lots of one contract with a scan range of
 * 570,000 JPY are net 3 lots and need 1,710,000 JPY.
 */
public final class MarginEngine {
  /** Names the rules that a result was made by; it changes whenever a number could. */
  public static final String VERSION = "scan-1";

  /** A product with a ratio is rounded to 8 decimals first, so that no stray digit costs a unit. */
  private static final int CHARGE_DECIMALS = 8;

  private final Catalogue catalogue;
  private final Map<CalendarId, BusinessCalendar> calendars;
  private final ParameterSet parameters;
  private final ScenarioSet scenarios;

  /**
   * An engine for these contracts under these parameters.
   *
   * @throws IllegalArgumentException when the contracts of a combined commodity have different
   *     currencies
   */
  public MarginEngine(
      Catalogue catalogue,
      Map<CalendarId, BusinessCalendar> calendars,
      ParameterSet parameters,
      ScenarioSet scenarios) {
    this.catalogue = catalogue;
    this.calendars = Map.copyOf(calendars);
    this.parameters = parameters;
    this.scenarios = scenarios;
    requireOneCurrencyPerCommodity(catalogue);
  }

  /**
   * The risk arrays of a price set: built once, shared by all accounts.
   *
   * @throws IllegalArgumentException as {@link RiskArrays#of}
   */
  public RiskArrays arrays(PriceSet prices) {
    return RiskArrays.of(catalogue, calendars, parameters, scenarios, prices);
  }

  /**
   * The initial margin of one account, with every part of it.
   *
   * @param positions without the contracts that this cycle settles for the last time
   * @param arrays of the price set the account is valued on
   * @throws IllegalArgumentException when a contract held has no risk array, naming it and the
   *     reason, or when the arrays were built for another catalogue or scenario set
   * @throws ArithmeticException when a sum does not fit a long
   */
  public Requirement requirement(
      AccountClass accountClass, PortfolioPositions positions, RiskArrays arrays) {
    require(
        arrays.contractCount() == catalogue.size() && arrays.scenarios().equals(scenarios),
        "risk arrays of price set %s were built for another catalogue or scenario set",
        arrays.priceSetId());
    SortedMap<CurrencyCode, List<CommodityRisk>> risks = new TreeMap<>();
    scans(positions, arrays)
        .forEach(
            (commodity, scan) ->
                risks
                    .computeIfAbsent(scan.currency, _ -> new ArrayList<>())
                    .add(risk(commodity, scan, accountClass)));
    SortedMap<CurrencyCode, CurrencyRequirement> currencies = new TreeMap<>();
    risks.forEach((currency, risk) -> currencies.put(currency, requirement(currency, risk)));
    return new Requirement(accountClass, arrays.priceSetId(), currencies);
  }

  private static CurrencyRequirement requirement(
      CurrencyCode currency, List<CommodityRisk> commodities) {
    Money charges = Money.zero(currency);
    Money netOptionValue = Money.zero(currency);
    for (CommodityRisk commodity : commodities) {
      charges = charges.plus(commodity.charge());
      netOptionValue = netOptionValue.plus(commodity.netOptionValue());
    }
    Money afterOptions = charges.minus(netOptionValue);
    Money initialMargin = afterOptions.minorUnits() > 0 ? afterOptions : Money.zero(currency);
    return new CurrencyRequirement(currency, commodities, netOptionValue, initialMargin);
  }

  /**
   * Losses, delta and option value of one combined commodity, while its runs of positions are
   * added.
   */
  private static final class CommodityScan {
    private final CurrencyCode currency;
    private final long[] losses;
    private long delta;
    private long optionValue;

    CommodityScan(CurrencyCode currency, int scenarioCount) {
      this.currency = currency;
      this.losses = new long[scenarioCount];
    }

    void add(PortfolioPositions positions, int from, int to, RiskArrays arrays) {
      int[] contractIndex = positions.contractIndex();
      long[] lots = positions.lots();
      arrays.addLosses(contractIndex, lots, from, to, losses);
      delta = Math.addExact(delta, arrays.netDelta(contractIndex, lots, from, to));
      optionValue =
          Math.addExact(optionValue, arrays.netOptionValue(contractIndex, lots, from, to));
    }
  }

  /** Positions ascend by contract index, so those of one commodity mostly stand in one run. */
  private SortedMap<CombinedCommodityId, CommodityScan> scans(
      PortfolioPositions positions, RiskArrays arrays) {
    SortedMap<CombinedCommodityId, CommodityScan> scans = new TreeMap<>();
    int from = 0;
    while (from < positions.size()) {
      Contract first = held(positions, from, arrays);
      int to = from + 1;
      while (to < positions.size()
          && held(positions, to, arrays).commodity().equals(first.commodity())) {
        to++;
      }
      scans
          .computeIfAbsent(
              first.commodity(),
              _ -> new CommodityScan(first.product().currency(), scenarios.size()))
          .add(positions, from, to, arrays);
      from = to;
    }
    return scans;
  }

  private Contract held(PortfolioPositions positions, int place, RiskArrays arrays) {
    int contractIndex = positions.contractIndex()[place];
    arrays.requirePriced(contractIndex);
    return catalogue.contract(contractIndex);
  }

  private CommodityRisk risk(
      CombinedCommodityId commodity, CommodityScan scan, AccountClass accountClass) {
    ScanningRisk risk = ScanningRisk.of(scenarios, scan.losses);
    return new CommodityRisk(
        commodity,
        new Money(scan.currency, risk.scanRisk()),
        risk,
        RiskArrays.delta(scan.delta),
        Arrays.stream(scan.losses).boxed().toList(),
        new Money(scan.currency, scan.optionValue),
        new Money(scan.currency, charge(risk.scanRisk(), parameters.ratio(accountClass))));
  }

  private static long charge(long riskMinorUnits, double ratio) {
    return BigDecimal.valueOf(riskMinorUnits)
        .multiply(BigDecimal.valueOf(ratio))
        .setScale(CHARGE_DECIMALS, RoundingMode.HALF_EVEN)
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  private static void requireOneCurrencyPerCommodity(Catalogue catalogue) {
    SortedMap<CombinedCommodityId, CurrencyCode> currencies = new TreeMap<>();
    for (Contract contract : catalogue.contracts()) {
      CurrencyCode currency = contract.product().currency();
      CurrencyCode first = currencies.putIfAbsent(contract.commodity(), currency);
      require(
          first == null || first.equals(currency),
          "contract %s is in %s, but its commodity %s is in %s",
          contract.id(),
          currency,
          contract.commodity(),
          first);
    }
  }
}
