package novate.margin.format;

import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.margin.MarginEngine;
import novate.margin.PortfolioPositions;
import novate.margin.Requirement;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.market.PriceSet;
import novate.market.ProductId;
import novate.pricing.OptionModel;
import novate.sample.PriceHistory;
import novate.sample.SampleMarket;
import novate.scenario.AddOnPolicy;
import novate.scenario.AmericanModel;
import novate.scenario.CalendarLeg;
import novate.scenario.CalendarSpread;
import novate.scenario.CommodityParameters;
import novate.scenario.InterCommoditySpread;
import novate.scenario.NetOptionValueMethod;
import novate.scenario.ParameterSet;
import novate.scenario.Period;
import novate.scenario.PeriodRange;
import novate.scenario.ShortOptionMinimum;
import novate.scenario.SpotMonth;
import novate.scenario.SpreadParameters;
import novate.scenario.SpreadPolicy;
import novate.scenario.SpreadSide;
import novate.scenario.Tier;
import novate.scenario.WeightedPriceRisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample market, with spreads, written as a file and margined from it. */
class SpanExportTest {
  private static final SampleMarket MARKET = SampleMarket.compute2026();
  private static final LocalDate DATE = MARKET.businessDate().minusDays(1);
  private static final PriceSet PRICES =
      PriceHistory.generate(MARKET, SampleMarket.DEMO_SEED)
          .priceSet(
              DATE,
              DATE + "/EOD",
              DATE.atTime(22, 0).toInstant(ZoneOffset.UTC),
              new OptionModel(MARKET.calendars(), AmericanModel.BARONE_ADESI_WHALEY)::price,
              Map.of());
  private static final ParameterSet PARAMETERS = parameters(WeightedPriceRisk.NORMAL);

  @Test
  void whatIsWrittenReadsBackAsTheSameFile() {
    MarginEngine engine = engine(PARAMETERS);
    SpanFile file =
        SpanExport.of(MARKET.catalogue(), engine.arrays(PRICES), PARAMETERS, PRICES, "NOVATE");
    SpanFile read = written(file);
    assertThat(read.header()).isEqualTo(file.header());
    assertThat(read.contracts()).hasSameSizeAs(file.contracts()).hasSizeGreaterThan(40);
    Map<SpanContract.Key, SpanContract> byKey = new HashMap<>();
    read.contracts().forEach(contract -> byKey.put(contract.key(), contract));
    for (SpanContract contract : file.contracts()) {
      SpanContract other = found(byKey.get(contract.key()), "no contract %s", contract.key());
      assertThat(other.array()).as(contract.key().toString()).isEqualTo(contract.array());
      assertThat(other.price().orElseThrow()).isEqualByComparingTo(contract.price().orElseThrow());
      assertThat(other.deltaScaling()).isEqualByComparingTo(contract.deltaScaling());
    }
    assertThat(read.passedOver()).isEmpty();
    assertThat(read.commodities())
        .extracting(SpanCommodity::code)
        .containsExactly("B200", "BLACKWELL", "H100", "TOKEN");
    // Written again it is the same text: nothing is lost on the way.
    assertThat(text(read)).isEqualTo(text(written(read)));
  }

  @Test
  void everyArrayAndDeltaComesBackAsItWas() {
    RiskArrays ours = engine(PARAMETERS).arrays(PRICES);
    SpanMarket market = market(PARAMETERS, ours);
    int compared = 0;
    for (int c = 0; c < MARKET.catalogue().size(); c++) {
      Contract contract = MARKET.catalogue().contract(c);
      if (ours.isPriced(c)) {
        ContractId id = SpanExport.key(contract).contractId();
        assertThat(market.riskArrays().array(id)).isEqualTo(ours.array(contract.id()));
        assertThat(market.riskArrays().compositeDelta(id))
            .isEqualByComparingTo(ours.compositeDelta(contract.id()));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(market.file().contracts().size());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {71, 72, 73})
  void aPortfolioNeedsTheSameToTheCentFromTheFile(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    WeightedPriceRisk method = WeightedPriceRisk.values()[(int) (seed % 3)];
    ParameterSet parameters = parameters(method);
    MarginEngine engine = engine(parameters);
    RiskArrays arrays = engine.arrays(PRICES);
    SpanMarket market = market(parameters, arrays);
    assertThat(market.uncredited()).isEmpty();
    for (int round = 0; round < 150; round++) {
      Map<ContractId, Lots> ours = new HashMap<>();
      Map<SpanContract.Key, Lots> theirs = new HashMap<>();
      for (int c = 0; c < MARKET.catalogue().size(); c++) {
        if (arrays.isPriced(c) && random.nextInt(4) == 0) {
          Lots lots = new Lots(random.nextLong(-20, 21));
          ours.put(MARKET.catalogue().contract(c).id(), lots);
          theirs.put(SpanExport.key(MARKET.catalogue().contract(c)), lots);
        }
      }
      AccountClass accountClass = AccountClass.values()[round % 4];
      Requirement expected =
          engine.requirement(accountClass, PortfolioPositions.of(MARKET.catalogue(), ours), arrays);
      Requirement found = market.requirement(accountClass, theirs);
      String what = "seed %d, round %d, %s".formatted(seed, round, ours);
      for (CurrencyCode currency : expected.currencies().keySet()) {
        assertThat(found.initialMargin(currency))
            .as(what)
            .isEqualTo(expected.initialMargin(currency));
      }
      assertThat(found.currencies().keySet()).isEqualTo(expected.currencies().keySet());
    }
  }

  private static MarginEngine engine(ParameterSet parameters) {
    return new MarginEngine(MARKET.catalogue(), MARKET.calendars(), parameters, MARKET.scenarios());
  }

  private static SpanMarket market(ParameterSet parameters, RiskArrays arrays) {
    return SpanMarket.of(
        written(SpanExport.of(MARKET.catalogue(), arrays, parameters, PRICES, "NOVATE")));
  }

  private static SpanFile written(SpanFile file) {
    return SpanFiles.spn(text(file));
  }

  private static String text(SpanFile file) {
    StringBuilder text = new StringBuilder();
    SpanXmlWriter.write(file, text);
    return text.toString();
  }

  /** The sample's own, with every kind of charge and credit. */
  private static ParameterSet parameters(WeightedPriceRisk method) {
    ParameterSet own = MARKET.parameters();
    TreeMap<CombinedCommodityId, CommodityParameters> commodities = new TreeMap<>();
    own.commodities().forEach((id, scan) -> commodities.put(id, with(scan, spreads(id, method))));
    return new ParameterSet(
        "sample-with-spreads",
        commodities,
        own.ratios(),
        own.calls(),
        new SpreadPolicy(
            List.of(
                inter(1, true, "H100", OptionalInt.empty(), "B200", "2", "0.40"),
                inter(2, false, "H100", OptionalInt.of(1), "BLACKWELL", "1.5", "0.60")),
            List.of(),
            NetOptionValueMethod.POOLED,
            Optional.empty()),
        AddOnPolicy.NONE,
        Optional.empty());
  }

  private static CommodityParameters with(CommodityParameters scan, SpreadParameters spreads) {
    return new CommodityParameters(
        scan.price(),
        scan.volatility(),
        scan.extremeMultiplier(),
        scan.coverFraction(),
        scan.volatilityFloor(),
        scan.lookaheadDays(),
        scan.jumpMax(),
        scan.scanTiers(),
        spreads);
  }

  private static SpreadParameters spreads(CombinedCommodityId id, WeightedPriceRisk method) {
    TreeMap<ProductId, BigDecimal> scaling = new TreeMap<>();
    scaling.put(new ProductId("BLACKWELL-OPT"), new BigDecimal("0.5"));
    List<CalendarLeg> tiers = new ArrayList<>();
    tiers.add(CalendarLeg.of(1, BigDecimal.ONE, SpreadSide.A));
    tiers.add(CalendarLeg.of(2, BigDecimal.ONE, SpreadSide.B));
    return new SpreadParameters(
        id.value().equals("BLACKWELL") ? scaling : new TreeMap<>(),
        List.of(
            new Tier(1, new PeriodRange(Optional.empty(), Optional.of(new Period("2026-12")))),
            new Tier(2, new PeriodRange(Optional.of(new Period("2027-01")), Optional.empty()))),
        List.of(
            new CalendarSpread(3, new BigDecimal("210.55"), tiers),
            new CalendarSpread(
                1,
                new BigDecimal("75.125"),
                List.of(
                    CalendarLeg.of(new Period("2026-11"), BigDecimal.ONE, SpreadSide.A),
                    CalendarLeg.of(new Period("2026-12"), BigDecimal.ONE, SpreadSide.B)))),
        List.of(new SpotMonth(new Period("2026-10"), new BigDecimal("3"), new BigDecimal("7.5"))),
        Optional.of(
            new ShortOptionMinimum(
                ShortOptionMinimum.Method.MAX,
                List.of(
                    new ShortOptionMinimum.Rate(
                        PeriodRange.only(new Period("2026-11")), new BigDecimal("40")),
                    new ShortOptionMinimum.Rate(PeriodRange.ALL, new BigDecimal("25.5"))))),
        method);
  }

  private static InterCommoditySpread inter(
      int priority,
      boolean isSuper,
      String first,
      OptionalInt tier,
      String second,
      String ratio,
      String credit) {
    return new InterCommoditySpread(
        priority,
        isSuper,
        List.of(
            new InterCommoditySpread.Leg(
                new CombinedCommodityId(first),
                tier,
                new BigDecimal(ratio),
                SpreadSide.A,
                new BigDecimal(credit)),
            new InterCommoditySpread.Leg(
                new CombinedCommodityId(second),
                OptionalInt.empty(),
                BigDecimal.ONE,
                SpreadSide.B,
                new BigDecimal("0.5"))));
  }
}
