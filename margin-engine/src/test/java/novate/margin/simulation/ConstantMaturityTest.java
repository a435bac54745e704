package novate.margin.simulation;

import static novate.scenario.MarketRiskSet.Policy.LARGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;
import novate.market.FactorId;
import novate.scenario.FactorCurve;
import novate.scenario.FactorCurve.VolatilityFactor;
import novate.scenario.ReturnKind;
import novate.validation.HistoryFile;
import novate.validation.TenorHistory;
import org.junit.jupiter.api.Test;

class ConstantMaturityTest {
  private static final double TINY = 1e-12;

  private final TinySimulation simulation =
      new TinySimulation().set("GPU", LARGER, "H100").curve("H100", ReturnKind.ABSOLUTE);

  private static TenorHistory history(String... rows) {
    return HistoryFile.read(
        new StringReader("commodity,tenor,date,price,volatility\n" + String.join("\n", rows)),
        "history.csv");
  }

  private void points(String commodity, Map<Integer, String> factors, Optional<String> volatility) {
    TreeMap<Integer, FactorId> points = new TreeMap<>();
    factors.forEach((months, factor) -> points.put(months, new FactorId(factor)));
    simulation.curves.put(
        new CombinedCommodityId(commodity),
        new FactorCurve(
            ReturnKind.ABSOLUTE,
            points,
            volatility.map(id -> new VolatilityFactor(new FactorId(id), ReturnKind.ABSOLUTE))));
  }

  private FactorHistory factors(String... rows) {
    return ConstantMaturity.of(history(rows), simulation.parameters());
  }

  /** The move of a factor up to a date of the history, by its place. */
  private static double move(FactorHistory factors, String factor, int date) {
    return factors.returns(new FactorId(factor), ReturnKind.ABSOLUTE).on(date);
  }

  /**
   * By hand. One month is 365/12 = 30.41667 days. On 31 October November has 30 days left and
   * December 61: 2.00 + 0.62 * 0.41667 / 31 = 2.008333; on 1 November 29 and 60: with the same
   * prices 2.00 + 0.62 * 1.41667 / 31 = 2.028333. Nothing moved, but a month of maturity moved on
   * the curve by a day: 0.02.
   */
  @Test
  void aFactorLiesBetweenTheContractMonthsByTimeToMaturity() {
    points("H100", Map.of(1, "H100-1M"), Optional.empty());
    FactorHistory factors =
        factors(
            "H100,2026-11,2026-10-31,2.00,",
            "H100,2026-12,2026-10-31,2.62,",
            "H100,2027-01,2026-10-31,9.99,",
            "H100,2026-11,2026-11-01,2.00,",
            "H100,2026-12,2026-11-01,2.62,");
    assertThat(factors.dates())
        .containsExactly(LocalDate.of(2026, 10, 31), LocalDate.of(2026, 11, 1));
    assertThat(move(factors, "H100-1M", 1)).isCloseTo(0.02, within(TINY));
  }

  /**
   * 1 July: August has 61 days, 31 behind a month: it stands in; for a spot point it is too far.
   */
  @Test
  void theNearestMonthStandsInWhenItIsNearEnough() {
    points("H100", Map.of(1, "H100-1M"), Optional.empty());
    String[] rows = {"H100,2026-08,2026-07-01,2.00,", "H100,2026-08,2026-07-02,2.10,"};
    assertThat(move(factors(rows), "H100-1M", 1)).isCloseTo(0.10, within(TINY));
    points("H100", Map.of(0, "H100-0M"), Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factors(rows))
        .withMessageContaining("factor H100-0M has no level on any date")
        .withMessageContaining("H100 within 45 days of 0 months");
  }

  /** The index has no time left, so half a month behind it weighs half: 15.2 of 30.4 days. */
  @Test
  void theIndexIsTheFrontOfTheCurve() {
    points("H100", Map.of(0, "SPOT"), Optional.empty());
    FactorHistory factors =
        factors(
            "H100,SPOT,2026-07-01,2.00,",
            "H100,2026-07,2026-07-01,5.00,",
            "H100,SPOT,2026-07-02,2.25,",
            "H100,2026-07,2026-07-02,5.00,");
    assertThat(move(factors, "SPOT", 1)).isCloseTo(0.25, within(TINY));
  }

  @Test
  void aHolidayOfOneMarketIsPassedOverForAll() {
    points("H100", Map.of(1, "H100-1M"), Optional.empty());
    points("TOKEN", Map.of(1, "TOKEN-1M"), Optional.empty());
    simulation.set("TOKEN", LARGER, "TOKEN");
    FactorHistory factors =
        factors(
            "H100,2026-08,2026-07-01,2.00,",
            "H100,2026-08,2026-07-02,2.10,",
            "H100,2026-08,2026-07-03,2.40,",
            "TOKEN,2026-08,2026-07-01,8.00,",
            "TOKEN,2026-08,2026-07-03,8.50,");
    assertThat(factors.dates()).containsExactly(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 3));
    assertThat(move(factors, "H100-1M", 1)).isCloseTo(0.40, within(TINY));
  }

  @Test
  void aYoungCommodityBeginsLaterAndCostsTheOthersNoDate() {
    points("H100", Map.of(1, "H100-1M"), Optional.empty());
    points("TOKEN", Map.of(1, "TOKEN-1M"), Optional.empty());
    FactorHistory factors =
        factors(
            "H100,2026-08,2026-07-01,2.00,",
            "H100,2026-08,2026-07-02,2.10,",
            "H100,2026-08,2026-07-03,2.40,",
            "TOKEN,2026-08,2026-07-02,8.00,",
            "TOKEN,2026-08,2026-07-03,8.50,");
    assertThat(factors.dates()).hasSize(3);
    assertThat(factors.firstDate(new FactorId("TOKEN-1M"))).isEqualTo(LocalDate.of(2026, 7, 2));
  }

  /** Only the months that have a volatility count for it: July and September. */
  @Test
  void volatilityIsTakenAtTheFirstPointFromTheMonthsThatHaveOne() {
    points("H100", Map.of(1, "H100-1M", 3, "H100-3M"), Optional.of("H100-VOL"));
    FactorHistory factors =
        factors(
            "H100,2026-07,2026-07-01,2.00,0.50",
            "H100,2026-08,2026-07-01,2.00,",
            "H100,2026-09,2026-07-01,2.00,0.60",
            "H100,2026-07,2026-07-02,2.00,0.50",
            "H100,2026-08,2026-07-02,2.00,",
            "H100,2026-09,2026-07-02,2.00,0.60");
    // 30 and 91 days left, then 29 and 90: the point moves 1/61 of 0.10 along the line.
    assertThat(move(factors, "H100-VOL", 1)).isCloseTo(0.10 / 61, within(TINY));
  }

  @Test
  void whatCannotBeKnownIsRefusedByName() {
    points("H100", Map.of(1, "H100-1M"), Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factors("B200,2026-08,2026-07-01,2.00,"))
        .withMessage("the history has no prices of commodity H100, which is simulated");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factors("H100,2026-08,2026-07-01,2.00,", "H100,2026-12,2026-07-02,2.00,"))
        .withMessageStartingWith("factor H100-1M has no level on 2026-07-02: no contract month");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factors("H100,2026-08-W1,2026-07-01,2.00,"))
        .withMessage("contract period 2026-08-W1 of H100 has no last day that is known");
    points("TOKEN", Map.of(1, "H100-1M"), Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> factors("H100,2026-08,2026-07-01,2.00,", "TOKEN,2026-08,2026-07-01,2.00,"))
        .withMessageContaining("factor H100-1M is of both H100 and TOKEN");
  }
}
