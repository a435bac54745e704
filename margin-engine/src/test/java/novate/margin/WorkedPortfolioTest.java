package novate.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Future;
import novate.market.Lots;
import novate.market.Money;
import novate.market.PriceSet;
import novate.market.Product;
import novate.scenario.ParameterFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The portfolio of the module's README, computed there by hand. */
class WorkedPortfolioTest {
  private static final Path README = Path.of("README.md");
  private static final Product H100 = TinyMarket.product("H100", CurrencyCode.USD, "730", "0.001");
  private static final Product B200 = TinyMarket.product("B200", CurrencyCode.USD, "730", "0.001");
  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              future("H100-NOV", H100, 11),
              future("H100-DEC", H100, 12),
              future("B200-NOV", B200, 11)));
  private static final PriceSet PRICES =
      TinyMarket.prices(
          Map.of(
              "H100-NOV", TinyMarket.mark(H100, "2.400"),
              "H100-DEC", TinyMarket.mark(H100, "2.400"),
              "B200-NOV", TinyMarket.mark(B200, "4.500")));

  private String readme = "";
  private CurrencyRequirement requirement = CurrencyRequirement.none(CurrencyCode.USD);

  private static Future future(String id, Product product, int month) {
    return new Future(
        new ContractId(id),
        product,
        YearMonth.of(2026, month),
        LocalDate.of(2026, month, 27),
        true);
  }

  /** The parameters stand in the README, between the fences after this line. */
  @BeforeEach
  void marginTheReadme() throws IOException {
    readme = Files.readString(README);
    String yaml = readme.substring(readme.indexOf("```yaml\n") + 8);
    MarginEngine engine =
        new MarginEngine(
            CATALOGUE,
            TinyMarket.CALENDARS,
            ParameterFile.read(
                new StringReader(yaml.substring(0, yaml.indexOf("```"))), "README.md"),
            TinyMarket.sixteen());
    TreeMap<ContractId, Lots> lots = new TreeMap<>();
    lots.put(new ContractId("H100-NOV"), new Lots(10));
    lots.put(new ContractId("H100-DEC"), new Lots(-4));
    lots.put(new ContractId("B200-NOV"), new Lots(-2));
    requirement =
        engine
            .requirement(
                new AccountId("ACME"),
                AccountClass.SEGREGATED,
                PortfolioPositions.of(CATALOGUE, lots),
                engine.market(PRICES, MarketState.NONE))
            .find(CurrencyCode.USD)
            .orElseThrow();
  }

  private CommodityRisk risk(String commodity) {
    return requirement.commodities().stream()
        .filter(each -> each.commodity().equals(new CombinedCommodityId(commodity)))
        .findFirst()
        .orElseThrow();
  }

  /** The amount is the engine's, and the README says so. */
  private void assertWorked(Money actual, String worked) {
    assertThat(actual.decimal()).isEqualTo(worked.replace(",", ""));
    assertThat(readme).contains(worked);
  }

  private void assertWorked(long minorUnits, String worked) {
    assertWorked(new Money(CurrencyCode.USD, minorUnits), worked);
  }

  @Test
  void theScanMovesSixLotsNetByTwelvePercent() {
    CommodityRisk h100 = risk("H100");
    assertWorked(h100.scanRisk(), "1,261.44");
    assertThat(h100.activeScenario()).isEqualTo(13);
    assertWorked(risk("B200").scanRisk(), "919.80");
    assertThat(risk("B200").activeScenario()).isEqualTo(11);
  }

  @Test
  void fourNovembersAgainstFourDecembersAreCharged() {
    var calendar = risk("H100").spreads().calendar();
    assertThat(calendar).hasSize(1);
    assertThat(calendar.getFirst().count()).isEqualByComparingTo("4");
    assertWorked(calendar.getFirst().charge(), "120.00");
  }

  @Test
  void theSpotMonthChargesWhatSpreadsUsedAndWhatIsLeft() {
    var spot = risk("H100").spreads().spot().getFirst();
    assertThat(spot.consumed()).isEqualByComparingTo("4");
    assertThat(spot.outright()).isEqualByComparingTo("6");
    assertWorked(spot.charge(), "130.00");
  }

  @Test
  void oldAndNewHardwareOffsetEachOtherInPart() {
    var h100 = risk("H100").spreads().credits().getFirst();
    assertThat(h100.count()).isEqualByComparingTo("2");
    assertWorked(h100.credit(), "294.33");
    assertWorked(risk("B200").spreads().credits().getFirst().credit(), "321.93");
  }

  @Test
  void theRatioOfTheAccountClassComesLastAndRoundsUp() {
    assertWorked(risk("H100").risk(), "1,217.11");
    assertWorked(risk("B200").risk(), "597.87");
    assertWorked(risk("H100").charge(), "1,338.83");
    assertWorked(risk("B200").charge(), "657.66");
  }

  @Test
  void marginAndAddOnAreWhatIsRequired() {
    assertWorked(requirement.initialMargin(), "1,996.49");
    assertWorked(requirement.addOnTotal(), "43.80");
    assertWorked(requirement.required(), "2,040.29");
  }
}
