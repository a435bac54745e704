package novate.margin;

import static novate.market.CurrencyCode.USD;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import novate.market.AccountClass;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.Future;
import novate.market.Lots;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.PriceSet.Mark;
import novate.market.Product;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;

/**
 * Commodities with a future {@code GC-2026-11}, a call {@code GC-2026-11-C} and a put of every
 * month from November 2026 to June 2027, size 1, futures at 100,000 USD, so that a scan range of
 * 1,000 is 1,000 USD a lot. Parameters are written as their file writes them.
 */
final class SpreadMarket {
  private static final YearMonth FIRST = YearMonth.of(2026, 11);
  private static final int MONTHS = 8;

  private final StringBuilder commodities = new StringBuilder();
  private final List<Contract> contracts = new ArrayList<>();
  private final TreeMap<String, Mark> marks = new TreeMap<>();
  private String policy = "inter_commodity_spreads: []\nscan_based_credits: []\n";
  private String netOptionValue = "POOLED";

  /** A commodity with a price scan range in USD and further fields of its parameters. */
  SpreadMarket commodity(String id, int scanRange, String... fields) {
    commodities.append(
        """
          "%s":
            price: {kind: ABSOLUTE, up: %d, down: %d}
            volatility: {kind: ABSOLUTE, up: 0.1, down: 0.1}
            extreme_multiplier: 2.0
            cover_fraction: 0.35
            volatility_floor: 0.05
            lookahead_days: 1
            jump_max: 0.2
        """
            .formatted(id, scanRange, scanRange));
    for (String field : fields) {
      commodities.append(field.indent(4));
    }
    Product product = TinyMarket.product(id, USD, "1", "0.01");
    for (int m = 0; m < MONTHS; m++) {
      YearMonth month = FIRST.plusMonths(m);
      Future future =
          new Future(new ContractId(id + "-" + month), product, month, month.atEndOfMonth(), true);
      contracts.add(future);
      marks.put(future.id().toString(), TinyMarket.mark(product, "100000"));
      for (OptionRight right : OptionRight.values()) {
        String option = future.id() + "-" + right.name().charAt(0);
        contracts.add(TinyMarket.option(option, future, right, "100000", PremiumStyle.PREMIUM));
        marks.put(option, TinyMarket.mark(500_000, 0.3));
      }
    }
    return this;
  }

  SpreadMarket policy(String yaml) {
    policy = yaml;
    return this;
  }

  SpreadMarket capped() {
    netOptionValue = "CAPPED";
    return this;
  }

  private ParameterSet parameters() {
    String yaml =
        "id: \"t\"\ncommodities:\n"
            + commodities.toString().indent(2)
            + "ratios: {HOUSE: 1.0, CLIENT_NET: 1.0, CLIENT_GROSS: 1.1, SEGREGATED: 1.1}\n"
            + "calls: {}\n"
            + policy
            + "net_option_value: "
            + netOptionValue
            + "\n";
    return ParameterFile.read(new StringReader(yaml), "t.yaml");
  }

  /** The requirement of a house account. */
  Requirement requirement(Map<String, Long> lots) {
    Catalogue catalogue = new Catalogue(contracts);
    MarginEngine engine =
        new MarginEngine(catalogue, TinyMarket.CALENDARS, parameters(), TinyMarket.sixteen());
    TreeMap<ContractId, Lots> positions = new TreeMap<>();
    lots.forEach((id, held) -> positions.put(new ContractId(id), new Lots(held)));
    return engine.requirement(
        AccountClass.HOUSE,
        PortfolioPositions.of(catalogue, positions),
        engine.arrays(TinyMarket.prices(marks)));
  }

  /** Initial margin in USD. */
  BigDecimal margin(Map<String, Long> lots) {
    return new BigDecimal(requirement(lots).initialMargin(USD).decimal());
  }

  /** The risk of one commodity of a house account. */
  CommodityRisk risk(String commodity, Map<String, Long> lots) {
    return requirement(lots).find(USD).orElseThrow().commodities().stream()
        .filter(risk -> risk.commodity().toString().equals(commodity))
        .findFirst()
        .orElseThrow();
  }
}
