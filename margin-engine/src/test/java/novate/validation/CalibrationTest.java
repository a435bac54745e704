package novate.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.margin.TinyMarket;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.scenario.AmericanModel;
import novate.scenario.CommodityParameters;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.scenario.ScanRange;
import novate.validation.PriceSeries.Observation;
import novate.validation.ProposedValue.Basis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
  private static final CombinedCommodityId A = new CombinedCommodityId("A");
  private static final CombinedCommodityId B = new CombinedCommodityId("B");
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final CalibrationPolicy PLAIN =
      new CalibrationPolicy(0.99, 1, 1_000, 0, 0, 0, 0, 0);
  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              TinyMarket.future("A1", TinyMarket.product("A", CurrencyCode.USD, "100", "0.01")),
              TinyMarket.future("B1", TinyMarket.product("B", CurrencyCode.USD, "200", "0.01"))));
  private static final String SET =
      """
      id: "old/1"
      commodities:
        A:
          price: {kind: FRACTION, up: 0.05, down: 0.05}
          volatility: {kind: ABSOLUTE, up: 0.10, down: 0.10}
          extreme_multiplier: 3
          cover_fraction: 0.33
          volatility_floor: 0.05
          lookahead_days: 1
          jump_max: 0.20
          tiers:
            - {tier: 1, from: "2026-01", to: "2026-01"}
            - {tier: 2, from: "2026-02", to: "2026-12"}
          calendar_spreads:
            - priority: 1
              charge: 50.00
              legs: [{tier: 1, ratio: 1, side: A}, {tier: 2, ratio: 1, side: B}]
        B:
          price: {kind: FRACTION, up: 0.05, down: 0.05}
          volatility: {kind: ABSOLUTE, up: 0.10, down: 0.10}
          extreme_multiplier: 3
          cover_fraction: 0.33
          volatility_floor: 0.05
          lookahead_days: 1
          jump_max: 0.20
      ratios: {HOUSE: 1.0, CLIENT_NET: 1.0, CLIENT_GROSS: 1.1, SEGREGATED: 1.1}
      calls:
        USD: {threshold: "50000.00", increment: "10000.00"}
      inter_commodity_spreads:
        - priority: 1
          super: false
          legs: [{commodity: A, ratio: 2, side: A, credit: 0.4}, {commodity: B, ratio: 1, side: B, credit: 0.4}]
      """;

  /** 500 moves of 1 %, ten of them 7 %: the 495th smallest is 0.07. */
  @Test
  void theRangeIsTheQuantileOfTheMovesRaisedByTheBuffer() {
    TenorHistory history = history(series(A, "2026-01", 500, t -> t % 50 == 0 ? 0.07 : 0.01));
    assertThat(value(propose(PLAIN, history), "A", "price").proposed()).isEqualTo("0.0700");
    CalibrationProposal buffered = propose(PLAIN.withBuffer(0.25), history);
    ProposedValue value = value(buffered, "A", "price");
    assertThat(value.proposed()).isEqualTo("0.0875");
    assertThat(value.changePercent()).hasValue(new BigDecimal("75.0"));
    assertThat(value.basis()).isEqualTo(Basis.HISTORY);
    assertThat(value.source()).isEqualTo("A 2026-01");
    assertThat(value.evidence().orElseThrow().sampleSize()).isEqualTo(500);
    assertThat(buffered.parameters().commodity(A).price())
        .isEqualTo(ScanRange.symmetric(ScanRange.Kind.FRACTION, 0.0875));
    assertThat(buffered.parameters().id()).isEqualTo("new/1");
  }

  @Test
  void whatIsNotMeasuredIsKept() {
    ParameterSet set =
        read(
            SET.replaceFirst(
                "jump_max: 0.20", "jump_max: 0.20\n    american_model: BJERKSUND_STENSLAND_2002"));
    TenorHistory history = history(series(A, "2026-01", 500, _ -> 0.03));
    CalibrationProposal proposal = Calibration.propose(CATALOGUE, set, "new/1", PLAIN, history);
    CommodityParameters before = set.commodity(A);
    ScanRange range = ScanRange.symmetric(ScanRange.Kind.FRACTION, 0.03);
    assertThat(proposal.parameters().commodity(A))
        .isEqualTo(before.withRanges(range, before.volatility(), before.scanTiers()))
        .extracting(CommodityParameters::americanModel)
        .isEqualTo(AmericanModel.BJERKSUND_STENSLAND_2002);
  }

  @Test
  void theWorstTenorCounts() {
    TenorHistory history =
        history(
            series(A, "2026-01", 500, _ -> 0.01),
            series(A, "2026-02", 500, _ -> 0.03),
            series(A, "2026-03", 500, _ -> 0.02));
    ProposedValue value = value(propose(PLAIN, history), "A", "price");
    assertThat(value.proposed()).isEqualTo("0.0300");
    assertThat(value.source()).isEqualTo("A 2026-02");
  }

  @Test
  void aQuietMarketIsHeldAtTheFloorAndAShortHistoryAtTheCurrentRange() {
    CalibrationPolicy floored = new CalibrationPolicy(0.99, 1, 1_000, 0.25, 0.03, 0, 0, 0);
    ProposedValue quiet =
        value(propose(floored, history(series(A, "2026-01", 500, _ -> 0.01))), "A", "price");
    assertThat(quiet.proposed()).isEqualTo("0.0300");
    assertThat(quiet.basis()).isEqualTo(Basis.FLOOR);
    CalibrationProposal tooShort = propose(floored, history(series(A, "2026-01", 99, _ -> 0.2)));
    ProposedValue kept = value(tooShort, "A", "price");
    assertThat(kept.basis()).isEqualTo(Basis.KEPT);
    assertThat(kept.proposed()).isEqualByComparingTo(kept.current());
    assertThat(kept.source()).isEqualTo("no series of 100 or more moves over 1 observations");
    assertThat(tooShort.parameters().commodities()).isEqualTo(current().commodities());
    assertThat(value(propose(floored, history(series(A, "2026-01", 100, _ -> 0.2))), "A", "price"))
        .extracting(ProposedValue::basis)
        .isEqualTo(Basis.HISTORY);
  }

  @Test
  void aRangeThatDiffersByDirectionIsMeasuredByDirection() {
    ParameterSet set = read(SET.replaceFirst("up: 0.05, down: 0.05", "up: 0.04, down: 0.05"));
    TenorHistory history =
        history(levels(A, "2026-01", 500, (t, p) -> p * (t % 2 == 0 ? 1.02 : 0.97)));
    CalibrationProposal proposal = Calibration.propose(CATALOGUE, set, "new/1", PLAIN, history);
    assertThat(value(proposal, "A", "price.up").proposed()).isEqualTo("0.0200");
    assertThat(value(proposal, "A", "price.down").proposed()).isEqualTo("0.0300");
  }

  @Test
  void volatilityIsMeasuredWhereThereIsOne() {
    TreeMap<LocalDate, Observation> seen = new TreeMap<>();
    for (int t = 0; t <= 300; t++) {
      seen.put(
          FIRST.plusDays(t),
          new Observation(BigDecimal.TEN, OptionalDouble.of(t % 2 == 0 ? 0.30 : 0.36)));
    }
    TenorHistory history =
        new TenorHistory(List.of(new PriceSeries(A, new Tenor("2026-01"), seen)));
    CalibrationProposal proposal = propose(PLAIN, history);
    assertThat(value(proposal, "A", "volatility").proposed()).isEqualTo("0.0600");
    assertThat(value(proposal, "B", "volatility").basis()).isEqualTo(Basis.KEPT);
  }

  /**
   * Months that move by 1 % together but for the second, which moves by 3 % then: at 10.00 last,
   * 100 units, the spread moves by 2 % of 1,000 = 20.00 USD.
   */
  @Test
  void aCalendarSpreadIsChargedWhatItsLegsMovedApart() {
    SortedMap<LocalDate, Observation> near = alternating(300, 0.01);
    SortedMap<LocalDate, Observation> far = alternating(300, 0.03);
    CalibrationProposal proposal =
        propose(
            PLAIN,
            new TenorHistory(
                List.of(
                    new PriceSeries(A, new Tenor("2026-01"), near),
                    new PriceSeries(A, new Tenor("2026-02"), far))));
    ProposedValue value = value(proposal, "A", "calendar_spreads[0].charge");
    // Up 1 % and 3 % of 10; down 1/101 and 3/103 of 10: the larger is up, 0.20 * 100.
    assertThat(value.proposed()).isEqualTo("20.00");
    assertThat(value.source()).isEqualTo("A 2026-01 / A 2026-02");
    assertThat(proposal.parameters().commodity(A).spreads().calendarSpreads().getFirst().charge())
        .isEqualTo("20.00");
  }

  /** A lot of 100 that counts as half a delta: a delta moves twice the 20.00 USD of a lot. */
  @Test
  void aChargeIsPerDeltaWhateverALotCounts() {
    ParameterSet set = read(SET.replaceFirst("tiers:", "delta_scaling: {A: 0.5}\n    tiers:"));
    TenorHistory history =
        new TenorHistory(
            List.of(
                new PriceSeries(A, new Tenor("2026-01"), alternating(300, 0.01)),
                new PriceSeries(A, new Tenor("2026-02"), alternating(300, 0.03))));
    CalibrationProposal proposal = Calibration.propose(CATALOGUE, set, "new/1", PLAIN, history);
    assertThat(value(proposal, "A", "calendar_spreads[0].charge").proposed()).isEqualTo("40.00");
  }

  /** Two lots of 100 A against one of 200 B: with one price they are one thing. */
  @Test
  void aPerfectHedgeHasTheWholeCreditLessTheHaircutAndAnOppositeMoveHasNone() {
    SplittableRandom random = new SplittableRandom(3);
    double[] moves = random.doubles(400, -0.02, 0.02).toArray();
    TenorHistory hedged =
        history(
            series(A, "2026-01", 400, t -> moves[t % 400]),
            series(B, "2026-01", 400, t -> moves[t % 400]));
    CalibrationPolicy haircut = new CalibrationPolicy(0.99, 1, 1_000, 0, 0, 0, 0, 0.2);
    CalibrationProposal whole = propose(haircut, hedged);
    assertThat(value(whole, "A/B", "inter_commodity_spreads[0].credit").proposed().doubleValue())
        .isCloseTo(0.8, within(1e-4));
    assertThat(whole.parameters().spreads().interCommodity().getFirst().legs())
        .allSatisfy(leg -> assertThat(leg.creditRate()).isLessThanOrEqualTo(new BigDecimal("0.8")));
    TenorHistory opposite =
        history(
            series(A, "2026-01", 400, t -> moves[t % 400]),
            series(B, "2026-01", 400, t -> -moves[t % 400]));
    assertThat(
            value(propose(haircut, opposite), "A/B", "inter_commodity_spreads[0].credit")
                .proposed()
                .doubleValue())
        .isLessThan(0.01);
  }

  @Test
  void independentLegsHaveLessCreditThanRelatedOnes() {
    SplittableRandom random = new SplittableRandom(5);
    double[] one = random.doubles(900, -0.02, 0.02).toArray();
    double[] other = random.doubles(900, -0.02, 0.02).toArray();
    double[] related = new double[900];
    for (int t = 0; t < 900; t++) {
      related[t] = 0.8 * one[t] + 0.2 * other[t];
    }
    double apart = credit(one, other);
    double near = credit(one, related);
    assertThat(apart).isBetween(0.0, 0.3);
    assertThat(near).isGreaterThan(0.5);
  }

  private static double credit(double[] one, double[] other) {
    TenorHistory history =
        history(
            series(A, "2026-01", 900, t -> one[t % 900]),
            series(B, "2026-01", 900, t -> other[t % 900]));
    return value(propose(PLAIN, history), "A/B", "inter_commodity_spreads[0].credit")
        .proposed()
        .doubleValue();
  }

  @Test
  void aRelativeMoveFromZeroIsRefusedByName() {
    TenorHistory history = history(levels(A, "2026-01", 200, (t, p) -> t == 100 ? 0 : 10));
    assertThatThrownBy(() -> propose(PLAIN, history))
        .hasMessageContaining("series A 2026-01: a relative move needs a value above zero");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void moreConfidenceNeverProposesLessAndTwoRunsAreTheSame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TenorHistory history =
        history(
            series(A, "2026-01", 450, _ -> random.nextGaussian() * 0.02),
            series(A, "2026-02", 450, _ -> random.nextGaussian() * 0.02),
            series(B, "2026-01", 450, _ -> random.nextGaussian() * 0.03));
    List<ProposedValue> before = List.of();
    for (double confidence : new double[] {0.9, 0.95, 0.98, 0.99, 0.995}) {
      CalibrationPolicy policy = CalibrationPolicy.standard(confidence, 2);
      CalibrationProposal proposal = propose(policy, history);
      assertThat(propose(policy, history)).as("seed %d", seed).isEqualTo(proposal);
      assertThat(ParameterFile.write(propose(policy, history).parameters()))
          .isEqualTo(ParameterFile.write(proposal.parameters()));
      List<ProposedValue> charges =
          proposal.values().stream()
              .filter(value -> !value.parameter().contains("credit"))
              .filter(value -> value.basis() != Basis.KEPT)
              .toList();
      for (int i = 0; i < before.size(); i++) {
        assertThat(charges.get(i).proposed())
            .as("seed %d, confidence %s", seed, confidence)
            .isGreaterThanOrEqualTo(before.get(i).proposed());
      }
      assertThat(charges).isNotEmpty();
      before = charges;
    }
  }

  @Test
  void whatIsProposedIsAParameterFile() {
    TenorHistory history = history(series(A, "2026-01", 500, _ -> 0.04));
    ParameterSet proposed = propose(PLAIN, history).parameters();
    String text = ParameterFile.write(proposed);
    assertThat(ParameterFile.write(read(text))).isEqualTo(text).contains("up: 0.04, down: 0.04");
  }

  @Test
  void aHistoryFileReadsBackAndItsErrorsAreAllReported() {
    SortedMap<LocalDate, Observation> seen = new TreeMap<>();
    seen.put(FIRST, new Observation(new BigDecimal("-1.250"), OptionalDouble.empty()));
    seen.put(FIRST.plusDays(1), new Observation(new BigDecimal("2.5"), OptionalDouble.of(0.31)));
    TenorHistory history =
        new TenorHistory(
            List.of(
                new PriceSeries(B, Tenor.SPOT, seen),
                new PriceSeries(A, new Tenor("2026-01"), seen)));
    StringBuilder text = new StringBuilder();
    HistoryFile.write(history, text);
    assertThat(text.toString())
        .startsWith("commodity,tenor,date,price,volatility\nA,2026-01,2024-01-01,-1.250,\n");
    assertThat(HistoryFile.read(new StringReader(text.toString()), "h.csv")).isEqualTo(history);
    String bad =
        text
            + "A,2026-13,2024-01-01,1,\n"
            + "A,2026-01,2024-01-01,1,\n"
            + "A,2026-01,2024-01-09,x,-1\n";
    assertThatThrownBy(() -> HistoryFile.read(new StringReader(bad), "h.csv"))
        .hasMessageContaining("period must be like")
        .hasMessageContaining("stands twice in its series")
        .hasMessageContaining("must be a plain decimal");
  }

  /** The move after each observation, as a fraction, up and down in turn. */
  private interface MoveAt {
    double at(int t);
  }

  private interface LevelAfter {
    double next(int t, double price);
  }

  private static PriceSeries series(
      CombinedCommodityId commodity, String tenor, int moves, MoveAt move) {
    return levels(
        commodity, tenor, moves, (t, price) -> price * (1 + (t % 2 == 0 ? 1 : -1) * move.at(t)));
  }

  private static PriceSeries levels(
      CombinedCommodityId commodity, String tenor, int moves, LevelAfter level) {
    TreeMap<LocalDate, Observation> seen = new TreeMap<>();
    double price = 10;
    for (int t = 0; t <= moves; t++) {
      seen.put(
          FIRST.plusDays(t), new Observation(BigDecimal.valueOf(price), OptionalDouble.empty()));
      price = level.next(t, price);
    }
    return new PriceSeries(commodity, new Tenor(tenor), seen);
  }

  /** 10, then 10 * (1 + move), and so on; it ends at 10. */
  private static SortedMap<LocalDate, Observation> alternating(int moves, double move) {
    SortedMap<LocalDate, Observation> seen = new TreeMap<>();
    for (int t = 0; t <= moves; t++) {
      BigDecimal price = BigDecimal.valueOf(t % 2 == 0 ? 10 : 10 * (1 + move));
      seen.put(FIRST.plusDays(t), new Observation(price, OptionalDouble.empty()));
    }
    return seen;
  }

  private static TenorHistory history(PriceSeries... series) {
    return new TenorHistory(new ArrayList<>(List.of(series)));
  }

  private static CalibrationProposal propose(CalibrationPolicy policy, TenorHistory history) {
    return Calibration.propose(CATALOGUE, current(), "new/1", policy, history);
  }

  private static ParameterSet current() {
    return read(SET);
  }

  private static ProposedValue value(
      CalibrationProposal proposal, String subject, String parameter) {
    return proposal.values().stream()
        .filter(value -> value.subject().equals(subject) && value.parameter().equals(parameter))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + parameter + " in " + proposal.values()));
  }

  private static ParameterSet read(String text) {
    return ParameterFile.read(new StringReader(text), "p.yaml");
  }
}
