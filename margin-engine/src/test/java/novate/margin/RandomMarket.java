package novate.margin;

import static novate.margin.TinyMarket.future;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.margin.scan.GivenArrays;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Future;
import novate.market.Lots;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Product;
import novate.market.ProductId;
import novate.scenario.AddOnPolicy;
import novate.scenario.CalendarLeg;
import novate.scenario.CalendarSpread;
import novate.scenario.CommodityParameters;
import novate.scenario.InterCommoditySpread;
import novate.scenario.NetOptionValueMethod;
import novate.scenario.ParameterSet;
import novate.scenario.Period;
import novate.scenario.PeriodRange;
import novate.scenario.ScanBasedCredit;
import novate.scenario.ScanRange.Kind;
import novate.scenario.ShortOptionMinimum;
import novate.scenario.SpotMonth;
import novate.scenario.SpreadParameters;
import novate.scenario.SpreadPolicy;
import novate.scenario.SpreadSide;
import novate.scenario.Tier;
import novate.scenario.WeightedPriceRisk;

/**
 * A random market and random parameters of every kind of spread: five commodities in two
 * currencies, each with full-size and small futures and options of both premium styles. All numbers
 * follow from the seed.
 */
final class RandomMarket {
  static final int COMMODITIES = 5;
  private static final int MONTHS = 4;
  private static final YearMonth FIRST = YearMonth.of(2026, 11);

  final SplittableRandom random;
  final Catalogue catalogue;
  final ParameterSet parameters;
  final MarginEngine engine;
  final RiskArrays arrays;
  final long[][] losses;
  final int[] deltas;
  final long[] optionValues;
  final double[] scanRanges;

  RandomMarket(long seed) {
    this(seed, COMMODITIES);
  }

  RandomMarket(long seed, int commodities) {
    random = new SplittableRandom(seed);
    catalogue = new Catalogue(contracts(commodities));
    parameters = parameters(commodities);
    engine = new MarginEngine(catalogue, TinyMarket.CALENDARS, parameters, TinyMarket.sixteen());
    int contracts = catalogue.size();
    losses = new long[contracts][16];
    deltas = new int[contracts];
    optionValues = new long[contracts];
    scanRanges = new double[contracts];
    for (int c = 0; c < contracts; c++) {
      price(c);
    }
    arrays =
        GivenArrays.of(catalogue, TinyMarket.sixteen(), losses, deltas, optionValues, scanRanges);
  }

  private void price(int c) {
    Contract contract = catalogue.contract(c);
    int scale = random.nextInt(1, 1_000_000);
    // Mostly the shape of a future, so that the parts of the scan are worth something.
    int[] thirds = {0, 0, 1, 1, -1, -1, 2, 2, -2, -2, 3, 3, -3, -3, 3, -3};
    for (int s = 0; s < 16; s++) {
      losses[c][s] = -scale * (long) thirds[s] / 3 + random.nextLong(-scale / 5 - 1, scale / 5 + 2);
    }
    deltas[c] = contract instanceof Future ? 10_000 : random.nextInt(-10_000, 10_001);
    optionValues[c] = contract.isMarkedToMarket() ? 0 : random.nextLong(0, 500_000);
    scanRanges[c] = scale;
  }

  /** Lots of some contracts. */
  Map<ContractId, Long> portfolio() {
    int held = random.nextInt(1, 30);
    Map<ContractId, Long> lots = new TreeMap<>();
    for (int i = 0; i < held; i++) {
      long held1 = random.nextLong(-100, 101);
      lots.put(catalogue.contract(random.nextInt(catalogue.size())).id(), held1);
    }
    return lots;
  }

  Requirement requirement(Map<ContractId, Long> lots) {
    return requirement(AccountClass.CLIENT_GROSS, lots);
  }

  Requirement requirement(AccountClass accountClass, Map<ContractId, Long> lots) {
    return engine.requirement(accountClass, positions(lots), arrays);
  }

  PortfolioPositions positions(Map<ContractId, Long> lots) {
    Map<ContractId, Lots> positions = new TreeMap<>();
    lots.forEach((id, held) -> positions.put(id, new Lots(held)));
    return PortfolioPositions.of(catalogue, positions);
  }

  private static CurrencyCode currency(int commodity) {
    return commodity % 5 == 1 ? TinyMarket.JPY : CurrencyCode.USD;
  }

  static CombinedCommodityId commodity(int number) {
    return new CombinedCommodityId("C" + number);
  }

  private List<Contract> contracts(int commodities) {
    List<Contract> contracts = new ArrayList<>();
    for (int month = 0; month < MONTHS; month++) {
      for (int c = 0; c < commodities; c++) {
        Product product = TinyMarket.product("C" + c, currency(c), "100", "0.01");
        Future full = listed("", product, month);
        contracts.add(full);
        contracts.add(listed("M", mini(product), month));
        for (PremiumStyle style : PremiumStyle.values()) {
          for (OptionRight right : OptionRight.values()) {
            contracts.add(
                TinyMarket.option(full.id() + "-" + right + "-" + style, full, right, "1", style));
          }
        }
      }
    }
    return contracts;
  }

  private static Future listed(String suffix, Product product, int month) {
    Future any = future(product.id() + suffix + "-" + FIRST.plusMonths(month), product);
    return new Future(
        any.id(), product, FIRST.plusMonths(month), FIRST.plusMonths(month).atEndOfMonth(), true);
  }

  private static Product mini(Product full) {
    return new Product(
        new ProductId(full.id() + "M"),
        full.name(),
        full.venue(),
        full.commodity(),
        full.currency(),
        full.size(),
        full.unit(),
        full.settlementTick(),
        full.tradingTick(),
        full.index(),
        full.finalSettlement(),
        full.model(),
        full.negativePricesAllowed(),
        full.calendar(),
        full.dailyLimit(),
        full.expiryTime());
  }

  private ParameterSet parameters(int commodities) {
    TreeMap<CombinedCommodityId, CommodityParameters> byCommodity = new TreeMap<>();
    CommodityParameters scan = TinyMarket.scan(Kind.ABSOLUTE, 1, 0.1);
    for (int c = 0; c < commodities; c++) {
      byCommodity.put(
          commodity(c),
          new CommodityParameters(
              scan.price(), scan.volatility(), 2, 0.35, 0.05, 1, 0.5, List.of(), spreads(c)));
    }
    TreeMap<AccountClass, Double> ratios = new TreeMap<>();
    for (AccountClass accountClass : AccountClass.values()) {
      ratios.put(accountClass, 1.0);
    }
    ratios.put(AccountClass.CLIENT_GROSS, 1 + random.nextInt(0, 400) / 1000.0);
    return new ParameterSet(
        "random",
        byCommodity,
        ratios,
        new TreeMap<>(),
        policy(commodities),
        AddOnPolicy.NONE,
        Optional.empty());
  }

  private SpreadParameters spreads(int commodity) {
    TreeMap<ProductId, BigDecimal> scaling = new TreeMap<>();
    if (random.nextBoolean()) {
      scaling.put(new ProductId("C" + commodity + "M"), ratio());
    }
    List<Tier> tiers =
        List.of(new Tier(1, range()), new Tier(2, range()), new Tier(3, PeriodRange.ALL));
    List<CalendarSpread> calendar = new ArrayList<>();
    for (int s = random.nextInt(5); s > 0; s--) {
      calendarSpread(tiers).ifPresent(calendar::add);
    }
    List<SpotMonth> spot =
        random.nextBoolean()
            ? List.of(new SpotMonth(period(), amount(500), amount(500)))
            : List.of();
    return new SpreadParameters(
        scaling,
        tiers,
        calendar,
        spot,
        random.nextBoolean() ? Optional.of(shortOptionMinimum()) : Optional.empty(),
        WeightedPriceRisk.values()[random.nextInt(3)]);
  }

  private ShortOptionMinimum shortOptionMinimum() {
    List<ShortOptionMinimum.Rate> rates =
        List.of(
            new ShortOptionMinimum.Rate(range(), BigDecimal.valueOf(random.nextInt(5_000))),
            new ShortOptionMinimum.Rate(
                PeriodRange.ALL, BigDecimal.valueOf(random.nextInt(5_000))));
    return new ShortOptionMinimum(
        ShortOptionMinimum.Method.values()[random.nextInt(2)],
        random.nextBoolean() ? rates : rates.subList(0, 1));
  }

  private Optional<CalendarSpread> calendarSpread(List<Tier> tiers) {
    List<CalendarLeg> legs = new ArrayList<>();
    List<PeriodRange> ranges = new ArrayList<>();
    boolean isSeries = random.nextBoolean();
    for (int tries = random.nextInt(2, 9); tries > 0; tries--) {
      boolean isPeriod = isSeries || random.nextInt(4) == 0;
      Period period = period();
      int tier = random.nextInt(1, 4);
      SpreadSide side = SpreadSide.values()[random.nextInt(2)];
      PeriodRange range = isPeriod ? PeriodRange.only(period) : tiers.get(tier - 1).periods();
      boolean isApart = true;
      for (int l = 0; l < legs.size(); l++) {
        isApart &= legs.get(l).side() != side || !ranges.get(l).overlaps(range);
      }
      if (isApart) {
        legs.add(
            isPeriod ? CalendarLeg.of(period, ratio(), side) : CalendarLeg.of(tier, ratio(), side));
        ranges.add(range);
      }
    }
    boolean hasBothSides = legs.stream().map(CalendarLeg::side).distinct().count() == 2;
    return hasBothSides
        ? Optional.of(new CalendarSpread(random.nextInt(3), amount(1000), legs))
        : Optional.empty();
  }

  private SpreadPolicy policy(int commodities) {
    List<InterCommoditySpread> inter = new ArrayList<>();
    for (int s = random.nextInt(5); s > 0; s--) {
      List<InterCommoditySpread.Leg> legs = new ArrayList<>();
      int first = random.nextInt(commodities);
      for (int l = 0; l < random.nextInt(2, 4); l++) {
        legs.add(
            new InterCommoditySpread.Leg(
                commodity((first + l) % commodities),
                random.nextInt(3) == 0 ? OptionalInt.of(random.nextInt(1, 4)) : OptionalInt.empty(),
                ratio(),
                l == 0 ? SpreadSide.A : l == 1 ? SpreadSide.B : side(),
                BigDecimal.valueOf(random.nextInt(0, 101), 2)));
      }
      if (legs.size() > 1) {
        inter.add(new InterCommoditySpread(random.nextInt(3), random.nextBoolean(), legs));
      }
    }
    return new SpreadPolicy(
        inter, scanBased(), NetOptionValueMethod.values()[random.nextInt(2)], Optional.empty());
  }

  /** C0 may take in C2 and C3, all in dollars. */
  private List<ScanBasedCredit> scanBased() {
    return switch (random.nextInt(3)) {
      case 0 -> List.of();
      case 1 -> List.of(scanBased(1, 0, List.of(2, 3)));
      default -> List.of(scanBased(2, 0, List.of(2)), scanBased(1, 0, List.of(3)));
    };
  }

  private ScanBasedCredit scanBased(int priority, int target, List<Integer> legs) {
    return new ScanBasedCredit(
        priority,
        commodity(target),
        random.nextBoolean(),
        legs.stream()
            .map(
                leg ->
                    new ScanBasedCredit.Leg(
                        commodity(leg),
                        ratio(),
                        BigDecimal.valueOf(random.nextInt(0, 101), 2),
                        random.nextBoolean()))
            .toList());
  }

  private SpreadSide side() {
    return SpreadSide.values()[random.nextInt(2)];
  }

  private BigDecimal ratio() {
    return switch (random.nextInt(3)) {
      case 0 -> BigDecimal.ONE;
      case 1 -> BigDecimal.valueOf(random.nextInt(1, 5));
      default -> BigDecimal.valueOf(random.nextInt(1, 50_000), 4);
    };
  }

  private BigDecimal amount(int below) {
    return BigDecimal.valueOf(random.nextInt(0, below * 1000), 3);
  }

  private Period period() {
    return Period.of(FIRST.plusMonths(random.nextInt(MONTHS)));
  }

  private PeriodRange range() {
    int from = random.nextInt(MONTHS);
    int to = random.nextInt(from, MONTHS);
    return new PeriodRange(
        Optional.of(Period.of(FIRST.plusMonths(from))),
        Optional.of(Period.of(FIRST.plusMonths(to))));
  }
}
