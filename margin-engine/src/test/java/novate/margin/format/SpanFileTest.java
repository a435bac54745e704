package novate.margin.format;

import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import novate.margin.format.SpanCommodity.AccountType;
import novate.margin.format.SpanCommodity.MinimumMethod;
import novate.margin.format.SpanCommodity.PriceRiskMethod;
import novate.margin.format.SpanFile.Qualifier;
import novate.margin.format.SpanProduct.Valuation;
import novate.margin.format.SpanSpread.Method;
import novate.market.CurrencyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tiny.spn} and {@code tiny.pa2}: one market in both formats. */
class SpanFileTest {
  @ParameterizedTest
  @ValueSource(strings = {"tiny.spn", "tiny.pa2"})
  void theHeaderSaysWhoseFileItIsAndOfWhatDay(String name) {
    SpanFile.Header header = SpanFiles.read(name).header();
    assertThat(header.clearingOrganisation()).isEqualTo("CME");
    assertThat(header.date()).isEqualTo(LocalDate.of(2025, 9, 12));
    assertThat(header.qualifier()).isEqualTo(Qualifier.FINAL);
    assertThat(header.created()).isEqualTo("202509121815");
    SpanFile.Conversion yen = SpanFiles.read(name).conversions().getFirst();
    assertThat(yen.from()).isEqualTo(CurrencyCode.USD);
    assertThat(yen.factor()).isEqualByComparingTo("147.5");
  }

  /** Oracle CME-GC-202509: 16,000 in scenario 13, 15,840 in 16, weighted already. */
  @ParameterizedTest
  @ValueSource(strings = {"tiny.spn", "tiny.pa2"})
  void theGoldFutureHasItsPublishedArray(String name) {
    SpanContract gold = contract(name, "CME:GC:FUT:202509");
    assertThat(gold.price()).hasValueSatisfying(p -> assertThat(p).isEqualByComparingTo("3649.4"));
    assertThat(gold.valueFactor()).isEqualByComparingTo("100");
    SpanArray array = gold.array().orElseThrow();
    assertThat(array.minorUnits(CurrencyCode.USD))
        .containsExactly(
            0,
            0,
            -533_300,
            -533_300,
            533_300,
            533_300,
            -1_066_700,
            -1_066_700,
            1_066_700,
            1_066_700,
            -1_600_000,
            -1_600_000,
            1_600_000,
            1_600_000,
            -1_584_000,
            1_584_000);
    assertThat(array.compositeDelta()).isEqualByComparingTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny.spn", "tiny.pa2"})
  void theRiskExponentIsAppliedOnce(String name) {
    SpanArray nikkei = contract(name, "CME:NK:FUT:202606").array().orElseThrow();
    assertThat(nikkei.values().get(12)).isEqualByComparingTo("570000");
    assertThat(nikkei.minorUnits(new CurrencyCode("JPY"))[12]).isEqualTo(570_000);
  }

  /**
   * In the XML file the delta beside the array says 0.9999, in both that of the array says 0.48.
   */
  @ParameterizedTest
  @ValueSource(strings = {"tiny.spn", "tiny.pa2"})
  void theCompositeDeltaIsThatOfTheArray(String name) {
    SpanContract call = contract(name, "CME:CS:OOF:202512:202512:C:410");
    assertThat(call.array().orElseThrow().compositeDelta()).isEqualByComparingTo("0.48");
    assertThat(call.volatility())
        .hasValueSatisfying(v -> assertThat(v).isEqualByComparingTo("0.15"));
    assertThat(call.array().orElseThrow().values().get(13)).isEqualByComparingTo("3990");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny.spn", "tiny.pa2"})
  void weeksOfOneMonthAreDifferentContractsAndOneHasNoPrice(String name) {
    assertThat(contract(name, "CME:OG:OOF:202512:202511:C:3700").price())
        .hasValueSatisfying(p -> assertThat(p).isEqualByComparingTo("75.3"));
    assertThat(contract(name, "CME:OG:OOF:202512:202511W1:C:3700").price()).isEmpty();
  }

  /** 117130 under C is 117 13/32; 3540 under K is 3 54/64; 4472 under 0 is 4.47 and a quarter. */
  @ParameterizedTest
  @ValueSource(strings = {"tiny.spn", "tiny.pa2"})
  void fractionsOfPricesAreExact(String name) {
    assertThat(contract(name, "CME:26:FUT:202512").price().orElseThrow())
        .isEqualByComparingTo("117.40625");
    assertThat(contract(name, "CME:27:OOF:202512:202511:C:113.5").price().orElseThrow())
        .isEqualByComparingTo("3.84375");
    SpanContract high = contract(name, "CME:28:OOF:202512:202511:P:112.5");
    assertThat(high.price().orElseThrow()).isEqualByComparingTo("4.4725");
    assertThat(high.deltaScaling()).isEqualByComparingTo("0.5");
    assertThat(high.array().orElseThrow().compositeDelta()).isEqualByComparingTo("-0.35");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny.spn", "tiny.pa2"})
  void aCombinedCommodityHasItsTiersSpreadsAndRatios(String name) {
    SpanCommodity gold = commodity(name, "GC");
    assertThat(gold.products())
        .extracting(SpanProduct.Id::toString)
        .containsExactly("CME:GC:FUT", "CME:OG:OOF");
    assertThat(gold.intraTiers())
        .extracting(t -> t.number() + " " + t.first() + "-" + t.last())
        .containsExactly("1 202509-202512", "2 202601-202612");
    assertThat(gold.calendars()).hasSize(2);
    SpanSpread series = gold.calendars().getFirst();
    assertThat(series.rate()).isEqualByComparingTo("300");
    assertThat(series.legs())
        .extracting(SpanSpread.Leg::place)
        .containsExactly(
            new SpanSpread.OfPeriod(new SpanPeriod("202509")),
            new SpanSpread.OfPeriod(new SpanPeriod("202510")));
    SpanSpread tiers = gold.calendars().get(1);
    assertThat(tiers.rate()).isEqualByComparingTo("1000");
    assertThat(tiers.legs())
        .extracting(SpanSpread.Leg::place)
        .containsExactly(new SpanSpread.OfTier(1), new SpanSpread.OfTier(2));
    assertThat(gold.maintenanceRatio(AccountType.SPECULATOR)).isEqualByComparingTo("1");
    assertThat(gold.ratios())
        .filteredOn(r -> r.isInitial())
        .extracting(r -> r.value().stripTrailingZeros())
        .containsExactly(new BigDecimal("1.1"), new BigDecimal("1.1"), new BigDecimal("1.35"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny.spn", "tiny.pa2"})
  void methodsAndChargesAreRead(String name) {
    assertThat(commodity(name, "TY").priceRisk()).isEqualTo(PriceRiskMethod.SCANRANGE_CAP);
    assertThat(commodity(name, "TY").interTiers()).hasSize(1);
    SpanCommodity index = commodity(name, "SP");
    assertThat(index.minimum()).isEqualTo(MinimumMethod.MAX);
    assertThat(index.minimums().getFirst().rate()).isEqualByComparingTo("50");
    SpanCommodity.Spot spot = commodity(name, "C").spots().getFirst();
    assertThat(spot.spread()).isEqualByComparingTo("10");
    assertThat(spot.outright()).isEqualByComparingTo("25");
    assertThat(spot.period()).isEqualTo(new SpanPeriod("202509"));
    SpanSpread inter = SpanFiles.read(name).interSpreads().getFirst();
    assertThat(inter.method()).isEqualTo(Method.WEIGHTED);
    assertThat(inter.rate()).isEqualByComparingTo("0.55");
    assertThat(inter.legs()).extracting(SpanSpread.Leg::place).containsOnly(new SpanSpread.Whole());
    assertThat(inter.legs())
        .extracting(leg -> leg.ratio().stripTrailingZeros())
        .containsExactly(BigDecimal.TWO, BigDecimal.ONE);
  }

  @Test
  void bothFormatsSayTheSame() {
    Map<String, SpanContract> xml = byKey(SpanFiles.read("tiny.spn"));
    Map<String, SpanContract> text = byKey(SpanFiles.read("tiny.pa2"));
    // December gold is in the XML file as an underlying, without an array.
    assertThat(found(xml.remove("CME:GC:FUT:202512"), "no December").array()).isEmpty();
    assertThat(xml.keySet()).isEqualTo(text.keySet());
    xml.forEach(
        (key, contract) ->
            assertThat(contract.array())
                .as(key)
                .isEqualTo(found(text.get(key), "no contract %s", key).array()));
    assertThat(SpanFiles.read("tiny.pa2").products())
        .filteredOn(p -> p.valuation() == Valuation.EQUITY_STYLE)
        .extracting(p -> p.id().code())
        .containsExactly("OG", "CS", "27", "28");
  }

  @Test
  void whatIsNotUsedIsCounted() {
    assertThat(SpanFiles.read("tiny.pa2").passedOver())
        .containsExactly(Map.entry("record 5", 1), Map.entry("record V", 1));
    assertThat(SpanFiles.read("tiny.spn").passedOver().keySet())
        .isEqualTo(java.util.Set.of("clearingOrg/name", "exchange/name"));
    String odd = SpanFiles.text("tiny.spn").replaceFirst("<ra>", "<zz>1</zz><ra>");
    assertThat(SpanFiles.spn(odd).passedOver()).containsEntry("fut/zz", 1);
  }

  @Test
  void theScenariosOfTheFileAreThoseOfTheTable() {
    List<SpanFile.Point> points = SpanFiles.read("tiny.spn").points();
    assertThat(points).hasSize(16);
    assertThat(points.get(10).priceThirds()).isEqualTo(3);
    assertThat(points.get(14).priceThirds()).isEqualTo(9);
    assertThat(points.get(14).weight()).isEqualByComparingTo("0.33");
    assertThat(points.get(3).volatilityDirection()).isEqualTo(-1);
  }

  private static SpanContract contract(String name, String key) {
    return found(byKey(SpanFiles.read(name)).get(key), "no contract %s", key);
  }

  private static Map<String, SpanContract> byKey(SpanFile file) {
    return file.contracts().stream()
        .collect(Collectors.toMap(c -> c.key().toString(), Function.identity()));
  }

  private static SpanCommodity commodity(String name, String code) {
    return SpanFiles.read(name).commodities().stream()
        .filter(commodity -> commodity.code().equals(code))
        .findFirst()
        .orElseThrow();
  }
}
