package novate.margin;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import novate.market.AccountClass;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.CombinedCommodityId;
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
import novate.scenario.CommodityParameters;
import novate.scenario.ParameterSet;
import novate.scenario.ScanRange;
import novate.scenario.Scenario;
import novate.scenario.ScenarioSet;

/** The few contracts, prices and parameters that these tests need, in words of their own. */
public final class TinyMarket {
  public static final LocalDate DATE = LocalDate.of(2026, 10, 1);
  public static final Instant CUT = Instant.parse("2026-10-01T16:00:00Z");
  public static final YearMonth MONTH = YearMonth.of(2026, 12);
  public static final LocalDate EXPIRY = LocalDate.of(2026, 12, 30);
  public static final CurrencyCode JPY = new CurrencyCode("JPY");
  private static final CalendarId CALENDAR = new CalendarId("NY");

  /** Contracts expire at noon in New York: 17:00 UTC in winter. */
  public static final Map<CalendarId, BusinessCalendar> CALENDARS =
      Map.of(CALENDAR, new BusinessCalendar(CALENDAR, ZoneId.of("America/New_York"), Set.of()));

  private TinyMarket() {}

  /** Terms settling on the last fixing, Black-76, no negative prices. */
  public static Product product(String commodity, CurrencyCode currency, String size, String tick) {
    return product(
        commodity, currency, size, tick, FinalSettlement.LAST_FIXING, PricingModel.BLACK_76, false);
  }

  public static Product product(
      String commodity,
      CurrencyCode currency,
      String size,
      String tick,
      FinalSettlement finalSettlement,
      PricingModel model,
      boolean negativePricesAllowed) {
    return new Product(
        new ProductId(commodity),
        commodity,
        new VenueId("V"),
        new CombinedCommodityId(commodity),
        currency,
        new BigDecimal(size),
        "unit",
        new BigDecimal(tick),
        new BigDecimal(tick),
        new IndexId(commodity),
        finalSettlement,
        model,
        negativePricesAllowed,
        CALENDAR,
        Optional.empty(),
        LocalTime.NOON);
  }

  public static Future future(String id, Product product) {
    return new Future(new ContractId(id), product, MONTH, EXPIRY, true);
  }

  public static OptionOnFuture option(
      String id, Future underlying, OptionRight right, String strike, PremiumStyle style) {
    return new OptionOnFuture(
        new ContractId(id),
        underlying.product(),
        underlying,
        right,
        underlying.product().price(new BigDecimal(strike)),
        ExerciseStyle.EUROPEAN,
        style,
        underlying.expiry(),
        true);
  }

  public static Mark mark(Product product, String price) {
    return new Mark(product.price(new BigDecimal(price)), OptionalDouble.empty(), "EXCHANGE");
  }

  public static Mark mark(long ticks, double volatility) {
    return new Mark(new Price(ticks), OptionalDouble.of(volatility), "EXCHANGE");
  }

  public static PriceSet prices(Map<String, Mark> marks) {
    return prices(marks, Map.of());
  }

  /** Prices of the day at its cut, with rates of 5 % in dollars. */
  public static PriceSet prices(Map<String, Mark> marks, Map<String, AveragingState> averaging) {
    return prices("2026-10-01/EOD/1", DATE, CUT, marks, averaging);
  }

  public static PriceSet prices(
      String id,
      LocalDate date,
      Instant asOf,
      Map<String, Mark> marks,
      Map<String, AveragingState> averaging) {
    TreeMap<ContractId, Mark> byContract = new TreeMap<>();
    marks.forEach((contract, mark) -> byContract.put(new ContractId(contract), mark));
    TreeMap<ContractId, AveragingState> states = new TreeMap<>();
    averaging.forEach((contract, state) -> states.put(new ContractId(contract), state));
    return new PriceSet(
        id,
        date,
        asOf,
        byContract,
        new TreeMap<>(Map.of(CurrencyCode.USD, 0.05)),
        new TreeMap<>(),
        states);
  }

  /** Absolute or fractional scan ranges; extreme move 2 with 0.35; one day of look-ahead. */
  public static CommodityParameters scan(
      ScanRange.Kind kind, double priceRange, double volatilityRange) {
    return scan(kind, priceRange, volatilityRange, 2, 0.35);
  }

  public static CommodityParameters scan(
      ScanRange.Kind kind,
      double priceRange,
      double volatilityRange,
      double extremeMultiplier,
      double coverFraction) {
    return new CommodityParameters(
        ScanRange.symmetric(kind, priceRange),
        ScanRange.symmetric(kind, volatilityRange),
        extremeMultiplier,
        coverFraction,
        0.05,
        1,
        0.5);
  }

  public static ParameterSet parameters(Map<String, CommodityParameters> commodities) {
    return parameters(commodities, 1.0);
  }

  /** Every account class has ratio 1, CLIENT_GROSS the one given. */
  public static ParameterSet parameters(
      Map<String, CommodityParameters> commodities, double clientGrossRatio) {
    TreeMap<CombinedCommodityId, CommodityParameters> byCommodity = new TreeMap<>();
    commodities.forEach((id, scan) -> byCommodity.put(new CombinedCommodityId(id), scan));
    TreeMap<AccountClass, Double> ratios = new TreeMap<>();
    for (AccountClass accountClass : AccountClass.values()) {
      ratios.put(accountClass, 1.0);
    }
    ratios.put(AccountClass.CLIENT_GROSS, clientGrossRatio);
    return new ParameterSet("tiny/1", byCommodity, ratios, new TreeMap<>());
  }

  /**
   * The table of methodology section 3: pairs (0, 1/3, -1/3, 2/3, -2/3, 1, -1) and two extremes.
   */
  public static ScenarioSet sixteen() {
    int[] thirds = {0, 1, -1, 2, -2, 3, -3};
    List<Scenario> scenarios = new ArrayList<>();
    for (int third : thirds) {
      int number = scenarios.size() + 1;
      scenarios.add(new Scenario(number, third, false, +1, number + 1));
      scenarios.add(new Scenario(number + 1, third, false, -1, number));
    }
    scenarios.add(new Scenario(15, +1, true, 0, 15));
    scenarios.add(new Scenario(16, -1, true, 0, 16));
    return new ScenarioSet("sixteen", scenarios);
  }
}
