package novate.margin.format;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.MarginEngine;
import novate.margin.PortfolioPositions;
import novate.margin.Requirement;
import novate.margin.format.SpanCommodity.AccountType;
import novate.margin.format.SpanProduct.Valuation;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.market.Catalogue;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.scenario.Scenario;
import novate.scenario.ScenarioSet;
import novate.scenario.ScenarioSets;
import org.jspecify.annotations.Nullable;

/**
 * A file of risk parameters as a market of ours, to margin portfolios from the arrays that another
 * house has published.
 *
 * <p>Array values become minor units, rounded HALF_EVEN once; composite deltas have 4 decimals. The
 * value of an equity-style option is {@code price * contract value factor}, rounded HALF_EVEN to
 * minor units per lot. The maintenance ratio of members is that of HOUSE, of hedgers that of
 * CLIENT_NET, of speculators that of CLIENT_GROSS and SEGREGATED.
 *
 * <p>Worked examples (CME): one gold future of September against one of October is charged 300, one
 * of September against one of the next June 1,000; two corn against one soybean need 2,700.
 */
public final class SpanMarket {
  private static final int DELTA_DECIMALS = 4;
  private static final int WHOLE_RANGE_THIRDS = 3;

  /** Rounding of an array is less than this share of it. */
  private static final double AGREEMENT = 0.01;

  private final SpanFile file;
  private final SpanListing listing;
  private final SpanParameters parameters;
  private final Catalogue catalogue;
  private final ScenarioSet scenarios;
  private final RiskArrays arrays;
  private final MarginEngine engine;
  private final SortedMap<AccountClass, BigDecimal> ratios = new TreeMap<>();

  private SpanMarket(SpanFile file) {
    this.file = file;
    this.scenarios = ScenarioSets.standard16();
    requireStandard(file.points());
    this.listing = new SpanListing(file);
    this.catalogue = listing.catalogue();
    this.parameters = new SpanParameters(file, listing);
    SortedMap<AccountClass, Double> numbers = new TreeMap<>();
    for (AccountClass accountClass : AccountClass.values()) {
      BigDecimal ratio = commonRatio(accountType(accountClass));
      ratios.put(accountClass, ratio);
      numbers.put(accountClass, ratio.doubleValue());
    }
    this.arrays = arrays();
    this.engine = new MarginEngine(catalogue, Map.of(), parameters.set(numbers), scenarios);
  }

  /**
   * The market of a file.
   *
   * @throws IllegalArgumentException when its scenarios are not the 16 of the standard table, or a
   *     contract cannot be listed
   * @throws ArithmeticException when an array value does not fit a long
   */
  public static SpanMarket of(SpanFile file) {
    return new SpanMarket(file);
  }

  /** The file. */
  public SpanFile file() {
    return file;
  }

  /**
   * Its contracts as a listing that serves to margin, not to trade: one tick is one minor unit, and
   * options are on inactive futures of their month.
   */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** Its arrays, in minor units, to compare with those that were written. */
  RiskArrays riskArrays() {
    return arrays;
  }

  /** Credits of the file that are left out, and why: without them a margin is at most too high. */
  public List<String> uncredited() {
    return List.copyOf(parameters.uncredited());
  }

  /** Why a combined commodity cannot be margined; empty when it can. */
  public List<String> refusals(String commodity) {
    return List.copyOf(parameters.refusals(commodity));
  }

  /**
   * The initial margin of one account.
   *
   * @param lotsByContract signed lots
   * @throws IllegalArgumentException naming the contract or commodity, when a contract is not in
   *     the file, has no array, or its commodity has a charge or a ratio that is not understood
   * @throws ArithmeticException when a sum does not fit a long
   */
  public Requirement requirement(
      AccountClass accountClass, Map<SpanContract.Key, Lots> lotsByContract) {
    Map<ContractId, Lots> lots = new HashMap<>();
    lotsByContract.forEach(
        (key, held) -> {
          if (held.value() != 0) {
            requireMarginable(accountClass, key);
            lots.put(key.contractId(), held);
          }
        });
    return engine.requirement(accountClass, PortfolioPositions.of(catalogue, lots), arrays);
  }

  private void requireMarginable(AccountClass accountClass, SpanContract.Key key) {
    SpanContract contract =
        found(
            listing.contractById().get(key.contractId()),
            "contract %s is not in the file, or in no combined commodity of it",
            key);
    SpanCommodity commodity =
        listing
            .commodity(contract)
            .orElseThrow(() -> new IllegalArgumentException("no commodity of " + key));
    List<String> refusals = parameters.refusals(commodity.code());
    require(
        refusals.isEmpty(),
        "combined commodity %s of contract %s cannot be margined: %s",
        commodity.code(),
        key,
        String.join("; ", refusals));
    BigDecimal own = commodity.maintenanceRatio(accountType(accountClass));
    BigDecimal common = found(ratios.get(accountClass), "no ratio of %s", accountClass);
    require(
        own.compareTo(common) == 0,
        "combined commodity %s has ratio %s of %s, where others have %s: ratios that differ between"
            + " commodities are not margined",
        commodity.code(),
        own,
        accountClass,
        common);
  }

  private static AccountType accountType(AccountClass accountClass) {
    return switch (accountClass) {
      case HOUSE -> AccountType.MEMBER;
      case CLIENT_NET -> AccountType.HEDGER;
      case CLIENT_GROSS, SEGREGATED -> AccountType.SPECULATOR;
    };
  }

  /** The ratio that most commodities have; of several the largest. */
  private BigDecimal commonRatio(AccountType accountType) {
    SortedMap<BigDecimal, Integer> countByRatio = new TreeMap<>(Comparator.reverseOrder());
    for (SpanCommodity commodity : file.commodities()) {
      countByRatio.merge(commodity.maintenanceRatio(accountType), 1, Integer::sum);
    }
    BigDecimal common = BigDecimal.ONE;
    int most = 0;
    for (Map.Entry<BigDecimal, Integer> entry : countByRatio.entrySet()) {
      if (entry.getValue() > most) {
        common = entry.getKey();
        most = entry.getValue();
      }
    }
    return common;
  }

  private void requireStandard(List<SpanFile.Point> points) {
    if (points.isEmpty()) {
      return;
    }
    require(points.size() == scenarios.size(), "the file has %d scenarios", points.size());
    for (int i = 0; i < points.size(); i++) {
      SpanFile.Point point = points.get(i);
      Scenario scenario = scenarios.scenarios().get(i);
      boolean isSame =
          scenario.isExtreme()
              ? Integer.signum(point.priceThirds()) == scenario.priceThirds()
              : point.priceThirds() == scenario.priceThirds()
                  && point.pair() == scenario.pair()
                  && point.volatilityDirection() == scenario.volatilityDirection();
      require(
          point.number() == scenario.number() && isSame,
          "scenario %d of the file is not that of the standard table: %s",
          i + 1,
          point);
    }
  }

  private RiskArrays arrays() {
    int contracts = catalogue.size();
    long[] values = new long[Math.multiplyExact(contracts, scenarios.size())];
    int[] deltas = new int[contracts];
    long[] optionValues = new long[contracts];
    double[] scanRanges = new double[contracts];
    @Nullable String[] absences = new @Nullable String[contracts];
    for (int c = 0; c < contracts; c++) {
      @Nullable SpanContract contract = listing.contractById().get(catalogue.contract(c).id());
      Optional<String> absence =
          contract == null
              ? Optional.of("it stands for the underlying of options alone")
              : absence(contract, catalogue.contract(c).product().currency());
      absences[c] = absence.orElse(null);
      if (contract != null && absence.isEmpty()) {
        CurrencyCode currency = catalogue.contract(c).product().currency();
        SpanArray array = contract.array().orElseThrow();
        long[] minorUnits = array.minorUnits(currency);
        System.arraycopy(minorUnits, 0, values, c * scenarios.size(), minorUnits.length);
        deltas[c] = delta(array);
        optionValues[c] = optionValue(contract, currency);
        scanRanges[c] = scanRange(contract, currency, minorUnits, deltas[c]);
      }
    }
    return RiskArrays.published(
        catalogue,
        scenarios,
        SpanNames.identity(file.header().clearingOrganisation() + "/" + file.header().date()),
        values,
        deltas,
        optionValues,
        scanRanges,
        absences);
  }

  private Optional<String> absence(SpanContract contract, CurrencyCode currency) {
    if (contract.array().isEmpty()) {
      return Optional.of("the file has none");
    }
    if (!isEquityStyleOption(contract)) {
      return Optional.empty();
    }
    if (contract.price().isEmpty()) {
      return Optional.of("the file has no price of it, and its value enters margin");
    }
    Optional<CurrencyCode> premium = listing.product(contract).flatMap(SpanProduct::currency);
    return premium
        .filter(paid -> !paid.equals(currency))
        .map(paid -> "its premium is in %s, its margin in %s".formatted(paid, currency));
  }

  private boolean isEquityStyleOption(SpanContract contract) {
    return contract.key().product().type().isOption()
        && listing
            .product(contract)
            .map(product -> product.valuation() == Valuation.EQUITY_STYLE)
            .orElse(true);
  }

  private static int delta(SpanArray array) {
    return array
        .compositeDelta()
        .movePointRight(DELTA_DECIMALS)
        .setScale(0, RoundingMode.HALF_EVEN)
        .intValueExact();
  }

  private long optionValue(SpanContract contract, CurrencyCode currency) {
    return isEquityStyleOption(contract)
        ? contract
            .price()
            .orElseThrow()
            .multiply(contract.valueFactor())
            .movePointRight(currency.minorDigits())
            .setScale(0, RoundingMode.HALF_EVEN)
            .longValueExact()
        : 0;
  }

  /**
   * Price scan range of a lot, minor units. Houses state it in different units, so that of a future
   * is believed only where its array agrees.
   */
  private double scanRange(
      SpanContract contract, CurrencyCode currency, long[] minorUnits, int delta) {
    double ofArray = scanRange(minorUnits, delta);
    return contract
        .priceScan()
        .map(range -> range.movePointRight(currency.minorDigits()).doubleValue())
        .filter(
            stated ->
                contract.key().product().type().isOption()
                    || Math.abs(stated - ofArray) <= AGREEMENT * ofArray)
        .orElse(ofArray);
  }

  /**
   * What a whole range costs, per delta: a future with a part of its risk left answers with the
   * whole range.
   */
  private double scanRange(long[] minorUnits, int delta) {
    long largest = 0;
    for (Scenario scenario : scenarios.scenarios()) {
      if (!scenario.isExtreme() && Math.abs(scenario.priceThirds()) == WHOLE_RANGE_THIRDS) {
        largest = Math.max(largest, Math.abs(minorUnits[scenario.number() - 1]));
      }
    }
    return delta == 0 ? largest : largest / Math.abs(delta / 10_000.0);
  }
}
