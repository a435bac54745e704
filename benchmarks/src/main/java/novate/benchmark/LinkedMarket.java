package novate.benchmark;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import novate.margin.MarginEngine;
import novate.margin.PortfolioPositions;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.market.PriceSet;
import novate.market.PriceSet.Mark;
import novate.market.PricingModel;
import novate.market.Product;
import novate.market.ProductId;
import novate.market.VenueId;
import novate.scenario.AddOnPolicy;
import novate.scenario.CalendarLeg;
import novate.scenario.CalendarSpread;
import novate.scenario.CommodityParameters;
import novate.scenario.InterCommoditySpread;
import novate.scenario.NetOptionValueMethod;
import novate.scenario.ParameterSet;
import novate.scenario.Period;
import novate.scenario.PeriodRange;
import novate.scenario.ScanRange;
import novate.scenario.ScanRange.Kind;
import novate.scenario.ShortOptionMinimum;
import novate.scenario.SpotMonth;
import novate.scenario.SpreadParameters;
import novate.scenario.SpreadPolicy;
import novate.scenario.SpreadSide;
import novate.scenario.Tier;
import novate.scenario.WeightedPriceRisk;

/**
 * Combined commodities of five futures with four options on each: 25 contracts. Every commodity has
 * a series spread, a tier spread, a spot month and a short option minimum; commodities stand in
 * pairs that an inter-commodity spread links.
 */
final class LinkedMarket {
  private static final int FUTURES = 5;
  private static final int OPTIONS_PER_FUTURE = 4;
  private static final YearMonth FIRST = YearMonth.of(2026, 12);
  private static final CalendarId CALENDAR = new CalendarId("UTC");

  private final int commodities;
  private final Catalogue catalogue;
  private final MarginEngine engine;

  /**
   * @param commodities an even number
   */
  LinkedMarket(int commodities) {
    this.commodities = commodities;
    this.catalogue = new Catalogue(contracts());
    this.engine =
        new MarginEngine(
            catalogue,
            Map.of(CALENDAR, new BusinessCalendar(CALENDAR, ZoneOffset.UTC, Set.of())),
            parameters(),
            ScanMarket.scenarios());
  }

  MarginEngine engine() {
    return engine;
  }

  int contractCount() {
    return catalogue.size();
  }

  /** An account that holds every contract, up to 99 lots of it either way. */
  PortfolioPositions everyContract(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return PortfolioPositions.ofSorted(
        IntStream.range(0, catalogue.size()).toArray(),
        IntStream.range(0, catalogue.size())
            .mapToLong(_ -> (random.nextBoolean() ? 1 : -1) * random.nextLong(1, 100))
            .toArray());
  }

  /** The arrays of all contracts at one price set. */
  RiskArrays arrays() {
    TreeMap<ContractId, Mark> marks = new TreeMap<>();
    for (Contract contract : catalogue.contracts()) {
      marks.put(
          contract.id(),
          switch (contract) {
            case Future _ -> new Mark(new Price(2_000), OptionalDouble.empty(), "EXCHANGE");
            case OptionOnFuture _ -> new Mark(new Price(150), OptionalDouble.of(0.6), "EXCHANGE");
          });
    }
    return engine.arrays(
        new PriceSet(
            "2026-10-30/EOD/1",
            LocalDate.of(2026, 10, 30),
            Instant.parse("2026-10-30T16:00:00Z"),
            marks,
            new TreeMap<>(Map.of(CurrencyCode.USD, 0.04)),
            new TreeMap<>(),
            new TreeMap<>()));
  }

  private static CombinedCommodityId commodity(int number) {
    return new CombinedCommodityId("C%03d".formatted(number));
  }

  private List<Contract> contracts() {
    List<Contract> contracts = new ArrayList<>();
    for (int c = 0; c < commodities; c++) {
      Product product = product(commodity(c));
      for (int m = 0; m < FUTURES; m++) {
        YearMonth month = FIRST.plusMonths(m);
        Future future =
            new Future(
                new ContractId(product.id() + "-" + month), product, month, month.atDay(15), true);
        contracts.add(future);
        for (int o = 0; o < OPTIONS_PER_FUTURE; o++) {
          contracts.add(option(future, o));
        }
      }
    }
    return contracts;
  }

  private static OptionOnFuture option(Future future, int number) {
    return new OptionOnFuture(
        new ContractId(future.id() + "-" + number),
        future.product(),
        future,
        number % 2 == 0 ? OptionRight.CALL : OptionRight.PUT,
        new Price(1_800 + 100L * number),
        ExerciseStyle.EUROPEAN,
        PremiumStyle.PREMIUM,
        future.expiry(),
        true);
  }

  private static Product product(CombinedCommodityId commodity) {
    String name = commodity.toString();
    return new Product(
        new ProductId(name),
        name,
        new VenueId("NOVX"),
        commodity,
        CurrencyCode.USD,
        new BigDecimal("1000"),
        "GPU-hour",
        new BigDecimal("0.001"),
        new BigDecimal("0.001"),
        new IndexId(name),
        FinalSettlement.LAST_FIXING,
        PricingModel.BLACK_76,
        false,
        CALENDAR,
        Optional.empty(),
        LocalTime.NOON);
  }

  private ParameterSet parameters() {
    TreeMap<CombinedCommodityId, CommodityParameters> byCommodity = new TreeMap<>();
    for (int c = 0; c < commodities; c++) {
      byCommodity.put(
          commodity(c),
          new CommodityParameters(
              ScanRange.symmetric(Kind.FRACTION, 0.15),
              ScanRange.symmetric(Kind.ABSOLUTE, 0.1),
              2,
              0.35,
              0.05,
              1,
              0.5,
              List.of(),
              spreads()));
    }
    TreeMap<AccountClass, Double> ratios = new TreeMap<>();
    for (AccountClass accountClass : AccountClass.values()) {
      ratios.put(accountClass, 1.1);
    }
    List<InterCommoditySpread> inter = new ArrayList<>();
    for (int c = 0; c < commodities; c += 2) {
      inter.add(
          new InterCommoditySpread(
              1, false, List.of(leg(c, SpreadSide.A), leg(c + 1, SpreadSide.B))));
    }
    return new ParameterSet(
        "benchmark/1",
        byCommodity,
        ratios,
        new TreeMap<>(),
        new SpreadPolicy(inter, List.of(), NetOptionValueMethod.POOLED, Optional.empty()),
        AddOnPolicy.NONE,
        Optional.empty());
  }

  private static InterCommoditySpread.Leg leg(int commodity, SpreadSide side) {
    return new InterCommoditySpread.Leg(
        commodity(commodity), OptionalInt.empty(), BigDecimal.ONE, side, new BigDecimal("0.5"));
  }

  private static SpreadParameters spreads() {
    Period first = Period.of(FIRST);
    Period second = Period.of(FIRST.plusMonths(1));
    Period third = Period.of(FIRST.plusMonths(2));
    BigDecimal one = BigDecimal.ONE;
    return new SpreadParameters(
        new TreeMap<>(),
        List.of(
            new Tier(1, new PeriodRange(Optional.empty(), Optional.of(second))),
            new Tier(2, new PeriodRange(Optional.of(third), Optional.empty()))),
        List.of(
            new CalendarSpread(
                1,
                new BigDecimal("50"),
                List.of(
                    CalendarLeg.of(first, one, SpreadSide.A),
                    CalendarLeg.of(second, one, SpreadSide.B))),
            new CalendarSpread(
                2,
                new BigDecimal("80"),
                List.of(
                    CalendarLeg.of(1, one, SpreadSide.A), CalendarLeg.of(2, one, SpreadSide.B)))),
        List.of(new SpotMonth(first, new BigDecimal("10"), new BigDecimal("20"))),
        Optional.of(
            new ShortOptionMinimum(
                ShortOptionMinimum.Method.GROSS,
                List.of(new ShortOptionMinimum.Rate(PeriodRange.ALL, new BigDecimal("5"))))),
        WeightedPriceRisk.NORMAL);
  }
}
