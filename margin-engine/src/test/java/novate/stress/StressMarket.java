package novate.stress;

import static novate.margin.TinyMarket.future;
import static novate.margin.TinyMarket.mark;
import static novate.margin.TinyMarket.option;
import static novate.margin.TinyMarket.product;
import static novate.market.CurrencyCode.CNY;
import static novate.market.CurrencyCode.USD;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.TinyMarket;
import novate.market.AccountId;
import novate.market.AveragingState;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.Lots;
import novate.market.MemberId;
import novate.market.Money;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.PriceSet;
import novate.market.PricingModel;
import novate.market.Product;
import novate.scenario.PriceMove;
import novate.scenario.ScanRange;
import novate.scenario.StressScenario;
import novate.scenario.StressShock;
import novate.scenario.TenorShape;
import novate.scenario.VolatilityMove;

/**
 * The market of the stress tests: GPU at 3.850 USD (1,000 a lot) with options, a half-fixed average
 * AVG at 2.000 USD (730 a lot), TOKEN at 10.00 CNY (2,000 a lot), a product NEG that allows
 * negative prices, and 7.05 CNY per USD.
 */
final class StressMarket {
  static final Product GPU = product("GPU", USD, "1000", "0.001");
  static final Product TOKEN = product("TOKEN", CNY, "2000", "0.005");
  static final Product AVG =
      product(
          "AVG",
          USD,
          "730",
          "0.001",
          FinalSettlement.MONTHLY_AVERAGE,
          PricingModel.BLACK_76,
          false);
  static final Product NEG =
      product("NEG", USD, "100", "0.01", FinalSettlement.LAST_FIXING, PricingModel.BACHELIER, true);
  static final Future GPU_DEC = future("GPU-DEC", GPU);
  static final Future GPU_MAR =
      new Future(
          new ContractId("GPU-MAR"), GPU, YearMonth.of(2027, 3), LocalDate.of(2027, 3, 30), true);

  static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              GPU_DEC,
              GPU_MAR,
              option("CALL", GPU_DEC, OptionRight.CALL, "4.000", PremiumStyle.PREMIUM),
              option("PUT", GPU_DEC, OptionRight.PUT, "4.000", PremiumStyle.PREMIUM),
              future("TOKEN-DEC", TOKEN),
              future("AVG-DEC", AVG),
              future("NEG-DEC", NEG),
              future("UNPRICED", GPU)));

  private StressMarket() {}

  static PriceSet prices(Map<String, String> fx) {
    PriceSet plain =
        TinyMarket.prices(
            Map.of(
                "GPU-DEC", mark(GPU, "3.850"),
                "GPU-MAR", mark(GPU, "3.500"),
                "CALL", mark(389, 0.60),
                "PUT", mark(537, 0.60),
                "TOKEN-DEC", mark(TOKEN, "10.00"),
                "AVG-DEC", mark(AVG, "2.000"),
                "NEG-DEC", mark(NEG, "1.00")),
            // Half fixed at 1.900 on average: the rest is at (20 * 2.000 - 10 * 1.900) / 10 =
            // 2.100.
            Map.of("AVG-DEC", new AveragingState(20, 10, new BigDecimal("19.000"))));
    SortedMap<String, BigDecimal> rates = new TreeMap<>();
    fx.forEach((pair, rate) -> rates.put(pair, new BigDecimal(rate)));
    return new PriceSet(
        plain.id(),
        plain.date(),
        plain.asOf(),
        plain.marks(),
        plain.rates(),
        rates,
        plain.averaging());
  }

  static StressEngine engine() {
    return engine(Map.of("USD/CNY", "7.05"), USD);
  }

  static StressEngine engine(Map<String, String> fx, CurrencyCode base) {
    var scan = TinyMarket.scan(ScanRange.Kind.FRACTION, 0.1, 0.1);
    return new StressEngine(
        CATALOGUE,
        TinyMarket.CALENDARS,
        TinyMarket.parameters(Map.of("GPU", scan, "TOKEN", scan, "AVG", scan, "NEG", scan)),
        prices(fx),
        base);
  }

  static StressScenario scenario(Map<String, StressShock> shocks) {
    SortedMap<CombinedCommodityId, StressShock> byCommodity = new TreeMap<>();
    shocks.forEach((id, shock) -> byCommodity.put(new CombinedCommodityId(id), shock));
    return new StressScenario("it", "It", "It happens. It has happened.", byCommodity);
  }

  /** A price move as a fraction, all months alike, volatility as it is. */
  static StressScenario fraction(String commodity, double size) {
    return scenario(
        Map.of(commodity, StressShock.parallel(new PriceMove(PriceMove.Kind.FRACTION, size))));
  }

  static StressShock shock(PriceMove.Kind kind, double size, TenorShape shape, double factor) {
    return new StressShock(
        new PriceMove(kind, size), shape, new VolatilityMove(VolatilityMove.Kind.FACTOR, factor));
  }

  /** An account with dollars of margin in force and no option value. */
  static StressAccount account(String id, String member, String margin, Object... contractLots) {
    return account(id, member, Map.of(USD, money(USD, margin)), contractLots);
  }

  static StressAccount account(
      String id, String member, Map<CurrencyCode, Money> margins, Object... contractLots) {
    SortedMap<ContractId, Lots> positions = new TreeMap<>();
    for (int i = 0; i < contractLots.length; i += 2) {
      positions.put(
          new ContractId(contractLots[i].toString()),
          new Lots(((Number) contractLots[i + 1]).longValue()));
    }
    SortedMap<CurrencyCode, MarginInForce> inForce = new TreeMap<>();
    margins.forEach(
        (currency, margin) ->
            inForce.put(currency, new MarginInForce(margin, Money.zero(currency))));
    return new StressAccount(new AccountId(id), new MemberId(member), positions, inForce);
  }

  static Money money(CurrencyCode currency, String decimal) {
    return Money.parse(currency, decimal);
  }

  static Money usd(String decimal) {
    return money(USD, decimal);
  }
}
