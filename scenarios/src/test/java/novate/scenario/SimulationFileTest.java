package novate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import novate.market.CombinedCommodityId;
import novate.market.FactorId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationFileTest {
  private static final CombinedCommodityId H100 = new CombinedCommodityId("H100");
  private static final String SCAN = OneCommodity.yaml();
  private static final String GOOD =
      SCAN
          + """
          simulation:
            tail_basis_points: 100
            horizon_days: 2
            antithetic: true
            uncertainty_z: 1
            offset_share: 0.8
            volatility: {decay: 0.97, seed_returns: 60, scaling: MID, clamp: 3, stress_multiple: 0.5}
            stress: {from: 2026-02-15, to: 2026-04-15}
            procyclicality: {binding: STRESSED, buffer: 0.25, low_basis_points: 0, high_basis_points: 10000, stressed_weight: 0.25}
            pool_constant: 500
            proxies: {YOUNG: {factor: OLD, beta: -0.5}}
            curves:
              H100:
                returns: LOG
                points: {1: H100-1M, 12: H100-12M}
                volatility: {factor: H100-VOL, returns: ABSOLUTE}
            jump_cover_fraction: 0.5
            jumps: {scarcity spike: {H100: {price: 0.48, volatility: 0.3}}}
            sets: {GPU: {policy: LARGER, commodities: H100}}
          """;

  @Test
  void everyFieldArrivesWhereItBelongs() {
    SimulationParameters simulation = read(GOOD).simulation().orElseThrow();
    assertThat(simulation.tailBasisPoints()).isEqualTo(100);
    assertThat(simulation.horizonDays()).isEqualTo(2);
    assertThat(simulation.isAntithetic()).isTrue();
    assertThat(simulation.uncertaintyZ()).isEqualTo(1);
    assertThat(simulation.offsetShare()).isEqualTo(0.8);
    assertThat(simulation.volatility())
        .isEqualTo(new VolatilityUpdate(0.97, 60, VolatilityUpdate.Scaling.MID, 3, 0.5));
    assertThat(simulation.stress().from()).isEqualTo(LocalDate.of(2026, 2, 15));
    assertThat(simulation.stress().contains(LocalDate.of(2026, 4, 15))).isTrue();
    assertThat(simulation.stress().contains(LocalDate.of(2026, 4, 16))).isFalse();
    assertThat(simulation.procyclicality())
        .isEqualTo(new AntiProcyclicality(AntiProcyclicality.Tool.STRESSED, 0.25, 0, 10_000, 0.25));
    assertThat(simulation.shortHistory().proxy(new FactorId("YOUNG")))
        .isEqualTo(new ShortHistory.Proxy(new FactorId("OLD"), -0.5));
    assertThat(simulation.curve(H100))
        .isEqualTo(
            new FactorCurve(
                ReturnKind.LOG,
                new TreeMap<>(Map.of(1, new FactorId("H100-1M"), 12, new FactorId("H100-12M"))),
                Optional.of(
                    new FactorCurve.VolatilityFactor(
                        new FactorId("H100-VOL"), ReturnKind.ABSOLUTE))));
    assertThat(simulation.jumpCoverFraction()).isEqualTo(0.5);
    assertThat(simulation.jumps().getFirst().moves())
        .containsEntry(H100, new ExpertJump.Move(0.48, 0.3));
    assertThat(simulation.simulatedSets().getFirst().policy())
        .isEqualTo(MarketRiskSet.Policy.LARGER);
  }

  @Test
  void whatIsWrittenReadsBackAndTheHashNamesIt() {
    ParameterSet set = read(GOOD);
    assertThat(read(ParameterFile.write(set))).isEqualTo(set);
    String empty =
        GOOD.replaceAll("(?m)^  (proxies|jumps|sets):.*$", "  $1: {}")
            .replaceAll("(?s)  curves:.*  jump_cover", "  curves: {}\n  jump_cover");
    assertThat(read(ParameterFile.write(read(empty)))).isEqualTo(read(empty));
    assertThat(ParameterFile.hash(read(GOOD.replace("beta: -0.5", "beta: -0.50"))))
        .isEqualTo(ParameterFile.hash(set));
    assertThat(ParameterFile.hash(read(GOOD.replace("beta: -0.5", "beta: -0.51"))))
        .isNotEqualTo(ParameterFile.hash(set));
  }

  @Test
  void aFileWithoutTheSectionSimulatesNothing() {
    assertThat(read(SCAN).simulation()).isEmpty();
    assertThat(ParameterFile.write(read(SCAN))).doesNotContain("simulation");
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          horizon_days: 2        | horizon_days: 0       | p.yaml: simulation: horizon must be 1 to 30 days, got 0
          tail_basis_points: 100 | tail_basis_points: 5000 | p.yaml: simulation: tail must be 1 to 4999 basis points, got 5000
          antithetic: true       | antithetic: yes       | p.yaml: simulation.antithetic must be true or false, got 'yes'
          offset_share: 0.8      | offset_share: 1.1     | p.yaml: simulation: offset share must be between 0 and 1, got 1.1
          decay: 0.97            | decay: 1              | p.yaml: simulation.volatility: decay must be above 0 and below 1, got 1.0
          clamp: 3               | clamp: 0.5            | p.yaml: simulation.volatility: clamp of the scale must be 1 or more, got 0.5
          scaling: MID           | scaling: HALF         | p.yaml: simulation.volatility.scaling must be one of [MID, FULL], got 'HALF'
          from: 2026-02-15       | from: 2026-02-30      | p.yaml: simulation.stress: from must be a date such as 2026-02-15, got '2026-02-30'
          from: 2026-02-15       | from: 2026-05-15      | p.yaml: simulation.stress: stress period ends 2026-04-15, before it begins 2026-05-15
          stressed_weight: 0.25  | stressed_weight: 0.2  | p.yaml: simulation.procyclicality: weight of the stressed part must be 0.25 to 1, got 0.2
          factor: OLD            | factor: YOUNG         | p.yaml: simulation: proxy YOUNG has itself a proxy
          points: {1: H100-1M,   | points: {x: H100-1M,  | p.yaml: simulation.curves.H100: a maturity must be whole months, got 'x'
          12: H100-12M           | 12: H100-1M           | p.yaml: simulation.curves.H100: a factor stands twice in the curve {1=H100-1M, 12=H100-1M}
          price: 0.48, volatility: 0.3 | price: 0.48, volatility: -1 | p.yaml: simulation.jumps.scarcity spike.H100: volatility jump must be finite and above -1, got -1.0
          commodities: H100      | commodities: B200     | p.yaml: simulation: commodity B200 of market-risk set GPU has no factor curve
          policy: LARGER, commodities: H100 | policy: SCAN, commodities: B200 | p.yaml: market-risk set GPU holds the unknown commodity B200
          spike: {H100           | spike: {B200          | p.yaml: jump scarcity spike moves the unknown commodity B200
          pool_constant: 500     | poll_constant: 500    | p.yaml: simulation.poll_constant is not a known field
          """)
  void whatIsWrongIsRefusedWithPlaceAndValue(String good, String bad, String message) {
    assertThat(GOOD).contains(good);
    String text = GOOD.replaceFirst(Pattern.quote(good), bad);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aSimulationMayFloorARateLadderButNotTakeItsPlace() {
    String ladder =
        "rate_ladder: {basis: LARGER_WITH_SCAN, sides: LARGER, both_sides_last_days: 0,"
            + " normal: 0.08}";
    String both = GOOD.replaceFirst("jump_max: 0.20", "jump_max: 0.20\n    " + ladder);
    assertThat(read(both).addOns().ladders()).containsOnlyKeys(H100);
    assertThatThrownBy(() -> read(both.replace("policy: LARGER", "policy: SIMULATION")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("commodity H100 has a rate ladder");
  }

  /** The risk of B200 would be scanned inside a commodity whose scan does not count. */
  @Test
  void whatIsScannedInsideAnotherCommodityIsSimulatedWithIt() {
    String scan = SCAN.substring(SCAN.indexOf("  H100:"), SCAN.indexOf("ratios:"));
    String joined =
        GOOD.replaceFirst(
                "ratios:", Matcher.quoteReplacement(scan.replace("H100", "B200") + "ratios:"))
            + """
            scan_based_credits:
              - {priority: 1, target: "H100", target_required: true, legs: [{commodity: "B200", ratio: 1, credit: 0.6, required: false}]}
            """;
    assertThatThrownBy(() -> read(joined))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("commodity B200 is scanned inside H100, so both must be simulated");
    String together =
        joined
            .replace("commodities: H100", "commodities: \"B200 H100\"")
            .replace("curves:\n", "curves:\n    B200: {returns: LOG, points: {1: B200}}\n");
    assertThat(read(together).simulation()).isPresent();
    assertThat(read(joined.replace("policy: LARGER", "policy: SCAN")).simulation()).isPresent();
  }

  private static ParameterSet read(String text) {
    return ParameterFile.read(new StringReader(text), "p.yaml");
  }
}
