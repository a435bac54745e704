package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import novate.margin.format.SpanCommodity.AccountType;
import novate.margin.format.SpanCommodity.MinimumMethod;
import novate.margin.format.SpanCommodity.PriceRiskMethod;
import novate.margin.format.SpanFile.Qualifier;
import novate.margin.format.SpanProduct.Quotation;
import novate.margin.format.SpanProduct.Valuation;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.CurrencyCode;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.PremiumStyle;
import novate.market.PriceSet;
import novate.market.Product;
import novate.scenario.CalendarLeg;
import novate.scenario.CalendarSpread;
import novate.scenario.CommodityParameters;
import novate.scenario.InterCommoditySpread;
import novate.scenario.NetOptionValueMethod;
import novate.scenario.ParameterSet;
import novate.scenario.Period;
import novate.scenario.PeriodRange;
import novate.scenario.ScanBasedCredit;
import novate.scenario.Scenario;
import novate.scenario.ScenarioSets;
import novate.scenario.SpreadParameters;
import novate.scenario.SpreadSide;

/**
 * Our own arrays and charges as a file that other houses can read, and that {@link SpanMarket}
 * margins to the same cent.
 *
 * <p>Only contracts that have an array are in it. Combined commodities keep their ids; products are
 * named by venue and id, contracts by month. Account classes become account types: HOUSE the
 * member's, CLIENT_NET the hedger's, CLIENT_GROSS and SEGREGATED the speculator's. The scenarios
 * are written where one extreme move holds for all commodities; where they differ, the file has
 * none, for the values are weighted already.
 */
public final class SpanExport {
  private static final DateTimeFormatter CREATED = DateTimeFormatter.ofPattern("yyyyMMddHHmm");

  private final Catalogue catalogue;
  private final RiskArrays arrays;
  private final ParameterSet parameters;
  private final PriceSet prices;

  private SpanExport(
      Catalogue catalogue, RiskArrays arrays, ParameterSet parameters, PriceSet prices) {
    this.catalogue = catalogue;
    this.arrays = arrays;
    this.parameters = parameters;
    this.prices = prices;
  }

  /**
   * The file of a price set.
   *
   * @param arrays of this catalogue and price set, under the 16 standard scenarios
   * @param clearingOrganisation code of the house
   * @throws IllegalArgumentException when the scenarios are others, two contracts have one name in
   *     the file, or CLIENT_GROSS and SEGREGATED have different ratios
   */
  public static SpanFile of(
      Catalogue catalogue,
      RiskArrays arrays,
      ParameterSet parameters,
      PriceSet prices,
      String clearingOrganisation) {
    require(
        arrays.scenarios().scenarios().equals(ScenarioSets.standard16().scenarios()),
        "scenario set %s is not the standard one of the format",
        arrays.scenarios().id());
    require(
        arrays.contractCount() == catalogue.size(),
        "arrays of %d contracts are not of a catalogue of %d",
        arrays.contractCount(),
        catalogue.size());
    require(
        parameters.ratio(AccountClass.CLIENT_GROSS) == parameters.ratio(AccountClass.SEGREGATED),
        "CLIENT_GROSS and SEGREGATED share the speculator's rate, but have different ratios");
    return new SpanExport(catalogue, arrays, parameters, prices).file(clearingOrganisation);
  }

  private SpanFile file(String clearingOrganisation) {
    List<SpanContract> contracts = new ArrayList<>();
    Map<SpanProduct.Id, SpanProduct> products = new LinkedHashMap<>();
    Map<CombinedCommodityId, List<SpanProduct.Id>> productsByCommodity = new TreeMap<>();
    Map<CombinedCommodityId, CurrencyCode> currencies = new TreeMap<>();
    for (int c = 0; c < catalogue.size(); c++) {
      if (arrays.isPriced(c)) {
        Contract contract = catalogue.contract(c);
        contracts.add(contract(contract));
        SpanProduct product = product(contract);
        if (products.put(product.id(), product) == null) {
          productsByCommodity
              .computeIfAbsent(contract.commodity(), _ -> new ArrayList<>())
              .add(product.id());
          currencies.put(contract.commodity(), contract.product().currency());
        }
      }
    }
    requireDistinct(contracts);
    List<SpanCommodity> commodities = new ArrayList<>();
    productsByCommodity.forEach(
        (id, linked) -> commodities.add(commodity(id, currency(currencies, id), linked)));
    return new SpanFile(
        header(clearingOrganisation),
        points(),
        List.of(),
        commodities,
        interSpreads(false, productsByCommodity),
        interSpreads(true, productsByCommodity),
        scanSpreads(productsByCommodity),
        List.copyOf(products.values()),
        contracts,
        new TreeMap<>());
  }

  private static CurrencyCode currency(
      Map<CombinedCommodityId, CurrencyCode> currencies, CombinedCommodityId id) {
    return Optional.ofNullable(currencies.get(id)).orElseThrow();
  }

  private static void requireDistinct(List<SpanContract> contracts) {
    Map<SpanContract.Key, SpanContract> seen = new TreeMap<>();
    for (SpanContract contract : contracts) {
      require(
          seen.put(contract.key(), contract) == null,
          "two contracts would be %s in the file",
          contract.key());
    }
  }

  private SpanFile.Header header(String clearingOrganisation) {
    return new SpanFile.Header(
        SpanXmlReader.FORMAT,
        prices.date(),
        prices.asOf().atOffset(ZoneOffset.UTC).format(CREATED),
        clearingOrganisation,
        prices.id().contains("EOD") ? Qualifier.FINAL : Qualifier.INTRADAY);
  }

  /** One definition must hold for all commodities; only the extreme move is a parameter of each. */
  private List<SpanFile.Point> points() {
    List<CommodityParameters> all = List.copyOf(parameters.commodities().values());
    CommodityParameters first = all.getFirst();
    boolean isOne =
        all.stream()
            .allMatch(
                each ->
                    each.extremeMultiplier() == first.extremeMultiplier()
                        && each.coverFraction() == first.coverFraction());
    double thirds = 3 * first.extremeMultiplier();
    if (!isOne || thirds != Math.rint(thirds)) {
      return List.of();
    }
    List<SpanFile.Point> points = new ArrayList<>();
    for (Scenario scenario : arrays.scenarios().scenarios()) {
      int move =
          scenario.isExtreme() ? scenario.priceThirds() * (int) thirds : scenario.priceThirds();
      points.add(
          new SpanFile.Point(
              scenario.number(),
              move,
              scenario.volatilityDirection(),
              BigDecimal.valueOf(scenario.weight(first)),
              scenario.pair()));
    }
    return points;
  }

  private static SpanProduct.Id id(Contract contract) {
    SpanProductType type =
        switch (contract) {
          case Future _ -> SpanProductType.FUT;
          case OptionOnFuture _ -> SpanProductType.OOF;
        };
    Product product = contract.product();
    return new SpanProduct.Id(product.venue().value(), product.id().value(), type);
  }

  private static SpanProduct product(Contract contract) {
    Product product = contract.product();
    boolean isPremium =
        contract instanceof OptionOnFuture option && option.premiumStyle() == PremiumStyle.PREMIUM;
    return new SpanProduct(
        id(contract),
        product.name(),
        Optional.of(product.currency()),
        product.size(),
        Quotation.PLAIN,
        Quotation.PLAIN,
        isPremium ? Valuation.EQUITY_STYLE : Valuation.FUTURES_STYLE,
        switch (contract) {
          case Future _ -> Optional.empty();
          case OptionOnFuture option ->
              Optional.of(
                  switch (option.exercise()) {
                    case EUROPEAN -> "EURO";
                    case AMERICAN -> "AMER";
                  });
        });
  }

  private SpanContract contract(Contract contract) {
    Product product = contract.product();
    PriceSet.Mark mark = prices.mark(contract.id());
    CommodityParameters scan = parameters.commodity(contract.commodity());
    List<BigDecimal> values = new ArrayList<>();
    for (long minorUnits : arrays.array(contract.id())) {
      values.add(BigDecimal.valueOf(minorUnits, product.currency().minorDigits()));
    }
    Optional<BigDecimal> volatility =
        mark.volatility().isPresent()
            ? Optional.of(new BigDecimal(Double.toString(mark.volatility().getAsDouble())))
            : Optional.empty();
    return new SpanContract(
        key(contract),
        Optional.of(product.decimal(mark.price())),
        contract instanceof OptionOnFuture ? volatility : Optional.empty(),
        scan.spreads().deltaScaling(product.id()),
        product.size(),
        Optional.of(
            new BigDecimal(arrays.scanRange(catalogue.index(contract.id())))
                .movePointLeft(product.currency().minorDigits())),
        Optional.of(SpanArray.of(values, arrays.compositeDelta(contract.id()))));
  }

  /** The name of a contract of ours in the file. */
  public static SpanContract.Key key(Contract contract) {
    return switch (contract) {
      case Future future -> SpanContract.Key.of(id(contract), period(future.month()));
      case OptionOnFuture option ->
          new SpanContract.Key(
              id(contract),
              period(option.underlying().month()),
              period(YearMonth.from(option.expiry())),
              Optional.of(option.right()),
              Optional.of(option.product().decimal(option.strike())));
    };
  }

  private static SpanPeriod period(YearMonth month) {
    return new SpanPeriod(month.toString().replace("-", ""));
  }

  private static SpanPeriod period(Period period) {
    return new SpanPeriod(period.code().replace("-", ""));
  }

  private SpanCommodity commodity(
      CombinedCommodityId id, CurrencyCode currency, List<SpanProduct.Id> products) {
    SpreadParameters spreads = parameters.commodity(id).spreads();
    List<SpanCommodity.Tier> tiers =
        spreads.tiers().stream().map(tier -> tier(tier.number(), tier.periods())).toList();
    return new SpanCommodity(
        id.value(),
        currency,
        0,
        products,
        PriceRiskMethod.valueOf(spreads.weightedPriceRisk().name()),
        spreads
            .shortOptionMinimum()
            .map(minimum -> MinimumMethod.valueOf(minimum.method().name()))
            .orElse(MinimumMethod.GROSS),
        parameters.spreads().netOptionValue() == NetOptionValueMethod.CAPPED,
        List.of(),
        tiers,
        tiers,
        minimums(spreads),
        spreads.calendarSpreads().stream().map(spread -> calendar(id, spread)).toList(),
        spreads.spotMonths().stream()
            .map(
                spot ->
                    new SpanCommodity.Spot(
                        period(spot.period()), spot.spreadRate(), spot.outrightRate()))
            .toList(),
        ratios(),
        List.of());
  }

  private static SpanCommodity.Tier tier(int number, PeriodRange range) {
    return new SpanCommodity.Tier(
        number,
        range.first().map(SpanExport::period).orElse(SpanPeriod.NONE),
        range.last().map(SpanExport::period).orElse(SpanPeriod.NONE));
  }

  private static List<SpanCommodity.Minimum> minimums(SpreadParameters spreads) {
    List<SpanCommodity.Minimum> minimums = new ArrayList<>();
    spreads
        .shortOptionMinimum()
        .ifPresent(
            minimum ->
                minimum
                    .rates()
                    .forEach(
                        rate ->
                            minimums.add(
                                new SpanCommodity.Minimum(
                                    tier(minimums.size() + 1, rate.periods()), rate.rate()))));
    return minimums;
  }

  private static SpanSpread calendar(CombinedCommodityId id, CalendarSpread spread) {
    List<SpanSpread.Leg> legs = new ArrayList<>();
    for (CalendarLeg leg : spread.legs()) {
      SpanSpread.Place place =
          leg.period()
              .<SpanSpread.Place>map(period -> new SpanSpread.OfPeriod(period(period)))
              .orElseGet(() -> new SpanSpread.OfTier(leg.tier().getAsInt()));
      legs.add(
          new SpanSpread.Leg(id.value(), place, leg.ratio(), side(leg.side()), Optional.empty()));
    }
    return new SpanSpread(spread.priority(), SpanSpread.Method.FLAT, spread.charge(), legs);
  }

  private static SpanSpread.Side side(SpreadSide side) {
    return SpanSpread.Side.valueOf(side.name());
  }

  private List<SpanCommodity.Ratio> ratios() {
    return List.of(
        ratio(AccountType.MEMBER, AccountClass.HOUSE),
        ratio(AccountType.HEDGER, AccountClass.CLIENT_NET),
        ratio(AccountType.SPECULATOR, AccountClass.SEGREGATED));
  }

  private SpanCommodity.Ratio ratio(AccountType accountType, AccountClass accountClass) {
    return new SpanCommodity.Ratio(
        accountType, false, BigDecimal.valueOf(parameters.ratio(accountClass)));
  }

  /** Spreads of which every commodity has a contract in the file. */
  private List<SpanSpread> interSpreads(
      boolean isSuper, Map<CombinedCommodityId, List<SpanProduct.Id>> listed) {
    List<SpanSpread> spreads = new ArrayList<>();
    for (InterCommoditySpread spread : parameters.spreads().interCommodity()) {
      if (spread.isSuper() == isSuper
          && spread.legs().stream().allMatch(leg -> listed.containsKey(leg.commodity()))) {
        spreads.add(interSpread(spread));
      }
    }
    return spreads;
  }

  private static SpanSpread interSpread(InterCommoditySpread spread) {
    List<SpanSpread.Leg> legs = new ArrayList<>();
    for (InterCommoditySpread.Leg leg : spread.legs()) {
      legs.add(
          new SpanSpread.Leg(
              leg.commodity().value(),
              leg.tier().isPresent()
                  ? new SpanSpread.OfTier(leg.tier().getAsInt())
                  : new SpanSpread.Whole(),
              leg.ratio(),
              side(leg.side()),
              Optional.of(leg.creditRate())));
    }
    return new SpanSpread(
        spread.priority(), SpanSpread.Method.WEIGHTED, spread.legs().getFirst().creditRate(), legs);
  }

  private List<ScanSpread> scanSpreads(Map<CombinedCommodityId, List<SpanProduct.Id>> listed) {
    List<ScanSpread> spreads = new ArrayList<>();
    for (ScanBasedCredit credit : parameters.spreads().scanBased()) {
      if (listed.containsKey(credit.target())
          && credit.legs().stream().allMatch(leg -> listed.containsKey(leg.commodity()))) {
        List<ScanSpread.Leg> legs = new ArrayList<>();
        legs.add(
            new ScanSpread.Leg(
                credit.target().value(),
                true,
                credit.isTargetRequired(),
                BigDecimal.ONE,
                BigDecimal.ONE));
        for (ScanBasedCredit.Leg leg : credit.legs()) {
          legs.add(
              new ScanSpread.Leg(
                  leg.commodity().value(), false, leg.isRequired(), leg.ratio(), leg.creditRate()));
        }
        spreads.add(new ScanSpread(credit.priority(), credit.isTargetRequired(), 0, legs));
      }
    }
    return spreads;
  }
}
