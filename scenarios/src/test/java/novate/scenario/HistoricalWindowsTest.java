package novate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;
import novate.market.Product;
import novate.sample.PriceHistory;
import novate.sample.SampleMarket;
import org.junit.jupiter.api.Test;

class HistoricalWindowsTest {
  private static final CombinedCommodityId A = new CombinedCommodityId("A");
  private static final CombinedCommodityId B = new CombinedCommodityId("B");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private final SortedMap<CombinedCommodityId, SortedMap<LocalDate, BigDecimal>> history =
      new TreeMap<>();

  /** Prices on consecutive days; an empty text is a day without one. */
  private void prices(CombinedCommodityId commodity, String... decimals) {
    SortedMap<LocalDate, BigDecimal> prices = new TreeMap<>();
    for (int i = 0; i < decimals.length; i++) {
      if (!decimals[i].isEmpty()) {
        prices.put(DAY.plusDays(i), new BigDecimal(decimals[i]));
      }
    }
    history.put(commodity, prices);
  }

  /** A: 2 days 100 to 130 is its best, 130 to 91 its worst; B did +10 % and -50 % meanwhile. */
  @Test
  void theWorstWindowOfOneCommodityTakesTheOthersAlong() {
    prices(A, "100", "110", "130", "120", "91");
    prices(B, "10", "12", "11", "8", "5.5");

    List<StressScenario> scenarios = HistoricalWindows.of(history, 2);

    // B's own best window (first to third day) and worst (third to fifth) are those of A.
    assertThat(scenarios)
        .extracting(StressScenario::id)
        .containsExactly("history-a-up-2d", "history-a-down-2d");
    assertMove(scenarios.get(0), A, PriceMove.Kind.FRACTION, 0.30);
    assertMove(scenarios.get(0), B, PriceMove.Kind.FRACTION, 0.10);
    assertMove(scenarios.get(1), A, PriceMove.Kind.FRACTION, -0.30);
    assertMove(scenarios.get(1), B, PriceMove.Kind.FRACTION, -0.50);
    assertThat(scenarios.get(1).narrative())
        .contains("2026-03-04", "2026-03-06", "A moved by -30.0 %", "sharpest fall");
  }

  @Test
  void whereAPriceIsNotPositiveMovesAreDifferences() {
    prices(A, "2", "-1", "4");
    List<StressScenario> scenarios = HistoricalWindows.of(history, 1);
    assertMove(scenarios.get(0), A, PriceMove.Kind.ABSOLUTE, 5);
    assertMove(scenarios.get(1), A, PriceMove.Kind.ABSOLUTE, -3);
  }

  @Test
  void onAHolidayOfOneTheOtherIsTakenAtItsLastPrice() {
    prices(A, "100", "100", "150");
    prices(B, "10", "", "20");
    List<StressScenario> scenarios = HistoricalWindows.of(history, 1);
    assertMove(scenarios.get(0), A, PriceMove.Kind.FRACTION, 0.5);
    assertMove(scenarios.get(0), B, PriceMove.Kind.FRACTION, 1.0);
  }

  @Test
  void ofEqualWindowsTheFirstIsTakenAndAMarketThatOnlyRoseHasNoFall() {
    prices(A, "1", "2", "4", "8");
    assertThat(HistoricalWindows.of(history, 1))
        .singleElement()
        .satisfies(only -> assertThat(only.narrative()).contains("2026-03-02 to 2026-03-03"));
  }

  @Test
  void onlyDaysOnWhichAllHaveBegunAreLookedAt() {
    prices(A, "1", "100", "110", "120");
    prices(B, "", "", "10", "11");
    // The hundredfold of A's first day is before B began.
    assertMove(HistoricalWindows.of(history, 1).getFirst(), A, PriceMove.Kind.FRACTION, 1 / 11.0);
  }

  @Test
  void aHistoryThatIsTooShortIsRefusedByName() {
    prices(A, "1", "2", "3");
    prices(B, "", "", "10");
    assertThatThrownBy(() -> HistoricalWindows.of(history, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("history of A has 1 prices from 2026-03-04 on");
    assertThatThrownBy(() -> HistoricalWindows.of(history, 0)).hasMessageContaining("1 day");
    assertThatThrownBy(() -> HistoricalWindows.of(new TreeMap<>(), 1))
        .hasMessageContaining("empty");
  }

  /** The sample's Blackwell path rises 2.75 to 4.08 from mid-February to mid-April 2026. */
  @Test
  void twoYearsOfTheSampleMarketGiveItsSpringSqueeze() {
    SampleMarket market = SampleMarket.compute2026();
    PriceHistory levels = PriceHistory.generate(market, SampleMarket.DEMO_SEED);
    for (Product product : market.products()) {
      SortedMap<LocalDate, BigDecimal> prices = new TreeMap<>();
      for (LocalDate date : levels.dates(product.index())) {
        prices.put(date, levels.level(product.index(), date));
      }
      history.put(product.commodity(), prices);
    }
    List<StressScenario> scenarios = HistoricalWindows.of(history, 40);
    // Its best 40 days are those of B200 or its own; either way Blackwell rises by more than a
    // third.
    assertThat(scenarios)
        .allSatisfy(each -> assertThat(each.shocks().keySet()).isEqualTo(history.keySet()))
        .anySatisfy(
            each ->
                assertThat(
                        each.shock(new CombinedCommodityId("BLACKWELL"))
                            .orElseThrow()
                            .price()
                            .size())
                    .as(each.id())
                    .isGreaterThan(0.35));
  }

  private static void assertMove(
      StressScenario scenario, CombinedCommodityId commodity, PriceMove.Kind kind, double size) {
    StressShock shock = scenario.shock(commodity).orElseThrow();
    assertThat(shock.price().kind()).isEqualTo(kind);
    assertThat(shock.price().size()).isCloseTo(size, within(1e-12));
    assertThat(shock.volatility()).isEqualTo(VolatilityMove.NONE);
  }
}
