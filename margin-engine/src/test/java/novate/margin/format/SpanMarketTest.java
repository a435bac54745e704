package novate.margin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import novate.margin.CurrencyRequirement;
import novate.market.AccountClass;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.market.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published margins from the arrays of both files. */
class SpanMarketTest {
  private static final CurrencyCode USD = CurrencyCode.USD;
  private static final CurrencyCode JPY = new CurrencyCode("JPY");

  /** Oracles CME-GC-CAL1, CME-GC-CAL2, CME-INTER and JSCC-1 of the published margins. */
  @ParameterizedTest(name = "{0}: {1} {2} need {4} {3}")
  @CsvSource({
    "tiny.spn, CME:GC:FUT:202509 +1, CME:GC:FUT:202510 -1, USD, 300.00",
    "tiny.pa2, CME:GC:FUT:202509 +1, CME:GC:FUT:202510 -1, USD, 300.00",
    "tiny.spn, CME:GC:FUT:202509 -1, CME:GC:FUT:202510 +1, USD, 300.00",
    "tiny.spn, CME:GC:FUT:202509 +1, CME:GC:FUT:202606 -1, USD, 1000.00",
    "tiny.pa2, CME:GC:FUT:202509 +1, CME:GC:FUT:202606 -1, USD, 1000.00",
    "tiny.spn, CME:C:FUT:202512 +2, CME:S:FUT:202511 -1, USD, 2700.00",
    "tiny.pa2, CME:C:FUT:202512 +2, CME:S:FUT:202511 -1, USD, 2700.00",
    "tiny.spn, CME:NK:FUT:202606 +5, CME:NK:FUT:202606 -2, JPY, 1710000",
    "tiny.pa2, CME:NK:FUT:202606 +5, CME:NK:FUT:202606 -2, JPY, 1710000",
  })
  void publishedMarginsComeOutOfBothFormats(
      String file, String first, String second, String currency, String margin) {
    CurrencyCode code = new CurrencyCode(currency);
    assertThat(requirement(file, first, second).initialMargin())
        .isEqualTo(Money.parse(code, margin));
  }

  /**
   * McMillan's covered write: scan risk 6,620. The premium of 8 x 500 that the short call owes is
   * added, and short calls cost 50 at least.
   */
  @ParameterizedTest
  @ValueSource(strings = {"tiny.spn", "tiny.pa2"})
  void aCoveredWriteNeedsItsScanAndThePremium(String file) {
    CurrencyRequirement margin =
        requirement(file, "CME:SP:FUT:202512 +1", "CME:CS:OOF:202512:202512:C:410 -1");
    assertThat(margin.commodities().getFirst().scanRisk()).isEqualTo(Money.parse(USD, "6620.00"));
    assertThat(margin.commodities().getFirst().activeScenario()).isEqualTo(13);
    assertThat(margin.netOptionValue()).isEqualTo(Money.parse(USD, "-4000.00"));
    assertThat(margin.initialMargin()).isEqualTo(Money.parse(USD, "10620.00"));
  }

  /** A delta scaling of one half: 10 puts of -0.35 count -1.75 against the future. */
  @ParameterizedTest
  @ValueSource(strings = {"tiny.spn", "tiny.pa2"})
  void deltasAreScaledBySeries(String file) {
    CurrencyRequirement margin =
        requirement(file, "CME:26:FUT:202512 +1", "CME:28:OOF:202512:202511:P:112.5 +10");
    assertThat(margin.commodities().getFirst().netDelta()).isEqualByComparingTo("-0.75");
  }

  @Test
  void whatTheFileCannotMarginIsRefusedByName() {
    assertThatThrownBy(() -> requirement("tiny.spn", "CME:GC:FUT:203012 +1", "CME:GC:FUT:202509 1"))
        .hasMessageContaining("CME:GC:FUT:203012 is not in the file");
    assertThatThrownBy(() -> requirement("tiny.spn", "CME:GC:FUT:202512 +1", "CME:GC:FUT:202509 1"))
        .hasMessageContaining("CME:GC:FUT:202512 has no risk array: the file has none");
    assertThatThrownBy(
            () ->
                requirement(
                    "tiny.pa2", "CME:OG:OOF:202512:202511W1:C:3700 -1", "CME:GC:FUT:202509 +1"))
        .hasMessageContaining("no price of it, and its value enters margin");
  }

  @Test
  void aChargeThatIsNotUnderstoodRefusesItsCommodityAndACreditIsLeftOut() {
    String monthly =
        SpanFiles.text("tiny.spn")
            .replaceFirst("<chargeMeth>F</chargeMeth>", "<chargeMeth>P</chargeMeth>");
    assertThatThrownBy(
            () -> requirement(SpanFiles.spn(monthly), "CME:GC:FUT:202509 +1", "CME:C:FUT:202512 1"))
        .hasMessageContaining("GC")
        .hasMessageContaining("charged by month");
    String unknown = SpanFiles.text("tiny.spn").replace("<cc>S</cc><tn>0", "<cc>XX</cc><tn>0");
    SpanMarket market = SpanMarket.of(SpanFiles.spn(unknown));
    assertThat(market.uncredited())
        .containsExactly("inter-commodity spread 1: commodity XX is not in the file");
    assertThat(
            requirement(SpanFiles.spn(unknown), "CME:C:FUT:202512 +2", "CME:S:FUT:202511 -1")
                .initialMargin())
        .isEqualTo(Money.parse(USD, "6000.00"));
  }

  @Test
  void ratiosOfTheAccountTypeMultiplyTheRisk() {
    String dearer =
        SpanFiles.text("tiny.pa2")
            .lines()
            .map(
                line ->
                    line.startsWith("4 NK") || !line.startsWith("4 GC")
                        ? line
                        : line.replace("100100100", "100100125"))
            .reduce("", (a, b) -> a + b + "\n");
    assertThatThrownBy(
            () ->
                SpanMarket.of(SpanFiles.pa2(dearer))
                    .requirement(AccountClass.SEGREGATED, positions("CME:GC:FUT:202509 +1")))
        .hasMessageContaining("has ratio 1.25 of SEGREGATED");
    assertThat(
            SpanMarket.of(SpanFiles.pa2(dearer))
                .requirement(AccountClass.HOUSE, positions("CME:GC:FUT:202509 +1"))
                .initialMargin(USD))
        .isEqualTo(Money.parse(USD, "16000.00"));
    assertThat(
            SpanMarket.of(SpanFiles.pa2(dearer))
                .requirement(AccountClass.HOUSE, positions("CME:NK:FUT:202606 -3"))
                .initialMargin(JPY))
        .isEqualTo(new Money(JPY, 1_710_000));
  }

  private static CurrencyRequirement requirement(String file, String first, String second) {
    return requirement(SpanFiles.read(file), first, second);
  }

  private static CurrencyRequirement requirement(SpanFile file, String first, String second) {
    return SpanMarket.of(file)
        .requirement(AccountClass.HOUSE, positions(first, second))
        .currencies()
        .values()
        .iterator()
        .next();
  }

  private static Map<SpanContract.Key, Lots> positions(String... positions) {
    Map<String, SpanContract.Key> keys = new HashMap<>();
    Map<SpanContract.Key, Lots> lots = new HashMap<>();
    SpanFiles.read("tiny.spn")
        .contracts()
        .forEach(contract -> keys.put(contract.key().toString(), contract.key()));
    keys.put(
        "CME:GC:FUT:203012",
        SpanContract.Key.of(
            new SpanProduct.Id("CME", "GC", SpanProductType.FUT), new SpanPeriod("203012")));
    for (String position : positions) {
      String[] parts = position.split(" ");
      lots.merge(keys.get(parts[0]), new Lots(Long.parseLong(parts[1])), Lots::plus);
    }
    return lots;
  }
}
