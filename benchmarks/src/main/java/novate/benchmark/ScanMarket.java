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
import java.util.Set;
import java.util.TreeMap;
import novate.margin.MarginEngine;
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
import novate.scenario.CommodityParameters;
import novate.scenario.ParameterSet;
import novate.scenario.ScanRange;
import novate.scenario.ScanRange.Kind;
import novate.scenario.ScenarioSet;
import novate.scenario.ScenarioSets;

/** One combined commodity of 400 contracts: eight futures with 49 options on each. */
final class ScanMarket {
  private static final int FUTURES = 8;
  private static final int OPTIONS_PER_FUTURE = 49;
  private static final Instant CUT = Instant.parse("2026-10-30T16:00:00Z");
  private static final YearMonth FIRST_MONTH = YearMonth.of(2026, 12);
  private static final double VOLATILITY = 0.6;

  private final Product product = product();
  private final Catalogue catalogue = new Catalogue(contracts(product));
  private final MarginEngine engine =
      new MarginEngine(
          catalogue,
          Map.of(
              product.calendar(),
              new BusinessCalendar(product.calendar(), ZoneOffset.UTC, Set.of())),
          parameters(product.commodity()),
          scenarios());

  /** The 16 scenarios. */
  static ScenarioSet scenarios() {
    return ScenarioSets.standard16();
  }

  /** An engine for the contracts. */
  MarginEngine engine() {
    return engine;
  }

  /** Number of contracts. */
  int contractCount() {
    return catalogue.size();
  }

  /** The arrays of all contracts at one price set. */
  RiskArrays arrays() {
    TreeMap<ContractId, Mark> marks = new TreeMap<>();
    for (Contract contract : catalogue.contracts()) {
      marks.put(contract.id(), mark(contract));
    }
    return engine.arrays(
        new PriceSet(
            "2026-10-30/EOD/1",
            LocalDate.of(2026, 10, 30),
            CUT,
            marks,
            new TreeMap<>(Map.of(CurrencyCode.USD, 0.04)),
            new TreeMap<>(),
            new TreeMap<>()));
  }

  private static Mark mark(Contract contract) {
    return switch (contract) {
      case Future _ -> new Mark(new Price(2_000), OptionalDouble.empty(), "EXCHANGE");
      case OptionOnFuture _ -> new Mark(new Price(150), OptionalDouble.of(VOLATILITY), "EXCHANGE");
    };
  }

  private static List<Contract> contracts(Product product) {
    List<Contract> contracts = new ArrayList<>();
    for (int month = 0; month < FUTURES; month++) {
      YearMonth delivery = FIRST_MONTH.plusMonths(month);
      Future future =
          new Future(
              new ContractId("GPU-" + delivery), product, delivery, delivery.atDay(15), true);
      contracts.add(future);
      for (int option = 0; option < OPTIONS_PER_FUTURE; option++) {
        contracts.add(option(future, option));
      }
    }
    return contracts;
  }

  private static OptionOnFuture option(Future future, int number) {
    OptionRight right = number % 2 == 0 ? OptionRight.CALL : OptionRight.PUT;
    Price strike = new Price(1_400 + 50L * (number / 2));
    return new OptionOnFuture(
        new ContractId(future.id() + "-" + right + "-" + strike.ticks()),
        future.product(),
        future,
        right,
        strike,
        ExerciseStyle.EUROPEAN,
        PremiumStyle.PREMIUM,
        future.expiry(),
        true);
  }

  private static Product product() {
    return new Product(
        new ProductId("GPU"),
        "GPU rental",
        new VenueId("NOVX"),
        new CombinedCommodityId("GPU"),
        CurrencyCode.USD,
        new BigDecimal("1000"),
        "GPU-hour",
        new BigDecimal("0.001"),
        new BigDecimal("0.001"),
        new IndexId("GPU"),
        FinalSettlement.LAST_FIXING,
        PricingModel.BLACK_76,
        false,
        new CalendarId("UTC"),
        Optional.empty(),
        LocalTime.NOON);
  }

  private static ParameterSet parameters(CombinedCommodityId commodity) {
    CommodityParameters scan =
        new CommodityParameters(
            ScanRange.symmetric(Kind.FRACTION, 0.15),
            ScanRange.symmetric(Kind.ABSOLUTE, 0.1),
            2,
            0.35,
            0.05,
            1,
            0.5);
    TreeMap<AccountClass, Double> ratios = new TreeMap<>();
    for (AccountClass accountClass : AccountClass.values()) {
      ratios.put(accountClass, 1.0);
    }
    return new ParameterSet(
        "benchmark/1", new TreeMap<>(Map.of(commodity, scan)), ratios, new TreeMap<>());
  }
}
