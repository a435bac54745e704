package novate.benchmark;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import novate.benchmark.PositionKeeperBenchmark.Positions;
import novate.benchmark.PositionKeeperBenchmark.Stream;
import novate.clearing.position.Holding;
import novate.clearing.position.PositionKeeper;
import novate.index.FixingOutcome;
import novate.market.CurrencyCode;
import novate.wire.Wire;
import novate.wire.event.Leg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.infra.Blackhole;

/** Every benchmark sets up and computes what it says; nothing is timed. */
class BenchmarksTest {
  private final Blackhole blackhole =
      new Blackhole(
          "Today's password is swordfish. I understand instantiating Blackholes directly is"
              + " dangerous.");

  @ParameterizedTest
  @EnumSource(Positions.Kind.class)
  void theKeeperBooksEveryLegOfTheStreamEachTimeItRuns(Positions.Kind kind) {
    PositionKeeperBenchmark benchmark = new PositionKeeperBenchmark();
    Stream stream = stream();
    Positions positions = new Positions();
    positions.store = kind;
    positions.open(stream);
    try {
      long lots =
          IntStream.range(0, stream.legs.length).mapToLong(i -> stream.legs[i].getLots()).sum();
      assertThat(lotsHeld(positions.keeper, stream)).isEqualTo(lots);
      assertThat(benchmark.keeper(stream, positions, blackhole)).isEqualTo(2L * LegStream.LEGS);
      assertThat(lotsHeld(positions.keeper, stream)).isEqualTo(2 * lots);
      assertThat(positions.keeper.drainChanges()).isEmpty();
      assertThat(benchmark.mapUpdate(stream, positions)).isEqualTo(positions.positions.size());
      assertThat(lotsHeld(positions.keeper, stream)).isEqualTo(3 * lots);
    } finally {
      positions.close();
    }
  }

  private static long lotsHeld(PositionKeeper keeper, Stream stream) {
    return Arrays.stream(stream.legs)
        .map(Leg::getAccountIndex)
        .distinct()
        .flatMap(account -> keeper.holdingsNow(account).stream())
        .mapToLong(Holding::lots)
        .sum();
  }

  @Test
  void theBaselinesOfTheKeeperSeeEveryLeg() {
    PositionKeeperBenchmark benchmark = new PositionKeeperBenchmark();
    Stream stream = stream();
    assertThat(stream.legs).hasSize(LegStream.LEGS);
    assertThat(Wire.decode(stream.encoded[7])).isEqualTo(stream.legs[7]);
    assertThat(benchmark.noOpLoop(stream)).isNotZero();
    benchmark.decode(stream, blackhole);
    LongAdder lots = new LongAdder();
    try (LegLog log = new LegLog()) {
      log.open(stream.encoded);
      assertThat(log.readAll(bytes -> lots.add(((Leg) Wire.decode(bytes)).getLots())))
          .isEqualTo(LegStream.LEGS);
    }
    assertThat(lots.sum())
        .isEqualTo(
            IntStream.range(0, LegStream.LEGS).mapToLong(i -> stream.legs[i].getLots()).sum());
  }

  private static Stream stream() {
    Stream stream = new Stream();
    stream.make();
    return stream;
  }

  /** All losses are whole numbers far below 2^53, so doubles must agree to the last unit. */
  @Test
  void kernelsDoublesAndEngineFindTheSameScanRisk() {
    ScanBenchmark benchmark = new ScanBenchmark();
    benchmark.hold();
    long scanRisk = benchmark.vector();
    assertThat(scanRisk).isPositive();
    assertThat(benchmark.plain()).isEqualTo(scanRisk);
    assertThat(benchmark.doubles()).isEqualTo((double) scanRisk);
    assertThat(
            IntStream.range(0, ScanBenchmark.ACCOUNTS).mapToLong(a -> scanRisk(benchmark, a)).sum())
        .isEqualTo(scanRisk);
    assertThat(benchmark.readPositions()).isNotZero();
    if (isBuilt(Peers.C_KERNELS)) {
      ScanBenchmark.InC inC = new ScanBenchmark.InC();
      inC.copy(benchmark);
      assertThat(benchmark.cKernel(inC)).isEqualTo(scanRisk);
      assertThat(
              LongStream.of(benchmark.worstCKernel(inC).toArray(JAVA_LONG))
                  .map(worst -> Math.max(0, worst))
                  .sum())
          .isEqualTo(scanRisk);
      inC.close();
    }
  }

  /** Peers are built by hand, so what needs one is left out, with a word, where it is not there. */
  private static boolean isBuilt(String library) {
    boolean isBuilt = Peers.find(library).isPresent();
    if (!isBuilt) {
      System.err.println(library + " is not built: its rows are not checked");
    }
    return isBuilt;
  }

  private static long scanRisk(ScanBenchmark benchmark, int account) {
    return benchmark
        .requirement(account)
        .find(CurrencyCode.USD)
        .orElseThrow()
        .commodities()
        .getFirst()
        .scanRisk()
        .minorUnits();
  }

  @Test
  void theFixingBenchmarkMakesValuesFromEveryQuote() {
    IndexFixingBenchmark benchmark = new IndexFixingBenchmark();
    assertThat(benchmark.daily()).isInstanceOf(FixingOutcome.Published.class);
    assertThat(benchmark.trailing(7_000))
        .isInstanceOf(FixingOutcome.Published.class)
        .satisfies(outcome -> assertThat(outcome.inputs()).hasSize(7_000));
  }

  @Test
  void theLiveAccountFindsTheMarginOfAllPositionsAfterEveryTrade() {
    IncrementalBenchmark benchmark = new IncrementalBenchmark();
    assertThat(benchmark.fromScratch()).isEqualTo(benchmark.judge());
    assertThat(benchmark.marginFromScratch())
        .isEqualTo(benchmark.judge().initialMargin(CurrencyCode.USD));
    for (int trade = 0; trade < 100; trade++) {
      assertThat(benchmark.trade()).isEqualTo(benchmark.judge().initialMargin(CurrencyCode.USD));
      assertThat(benchmark.explainedTrade()).isEqualTo(benchmark.judge());
    }
  }

  @Test
  void everyRowOfTheSimulationFindsTheSameWorstLosses() {
    SimulationBenchmark benchmark = new SimulationBenchmark();
    SimulationBenchmark.House house = new SimulationBenchmark.House(200, 250);
    long[] worst = benchmark.vector(house);
    assertThat(worst).hasSize(200 * SimulationBenchmark.WORST);
    assertThat(worst[0]).isPositive();
    assertThat(benchmark.twoThreads(house)).isEqualTo(worst);
    assertThat(benchmark.plain(house)).isEqualTo(worst);
    if (isBuilt(Peers.C_KERNELS)) {
      SimulationBenchmark.InC inC = new SimulationBenchmark.InC();
      inC.copy(house);
      assertThat(benchmark.cKernel(inC).toArray(JAVA_LONG)).isEqualTo(worst);
      inC.close();
    }
  }

  @Test
  void aSmallHouseOfTheGrowthHasItsWorstLosses() {
    GrowthBenchmark benchmark = new GrowthBenchmark();
    benchmark.size = "100x80x250";
    benchmark.make();
    assertThat(benchmark.house()).hasSize(100 * 3);
  }

  @Test
  void allPricersAgreeOnTheWorthOfTheBook() {
    Black76Benchmark benchmark = new Black76Benchmark();
    Black76Benchmark.Options options = new Black76Benchmark.Options();
    double[] values = benchmark.formula(options).clone();
    assertThat(values).hasSize(Black76Benchmark.OPTIONS);
    assertThat(Arrays.stream(values).min().orElseThrow()).isPositive();
    assertThat(benchmark.vector(options)).containsExactly(values, within(1e-13));
    assertThat(benchmark.plain(options)).containsExactly(values, within(1e-13));
    assertThat(benchmark.commonsMath(options)).containsExactly(values, within(1e-9));
    double[] inScenarios = benchmark.scenariosPlain(options).clone();
    assertThat(benchmark.scenariosVector(options)).isEqualTo(inScenarios);
    Black76Benchmark.Columns columns = new Black76Benchmark.Columns();
    columns.copy(options);
    if (isBuilt(Peers.C_KERNELS)) {
      Black76Benchmark.CFunctions functions = new Black76Benchmark.CFunctions();
      assertThat(benchmark.cKernel(columns, functions).toArray(JAVA_DOUBLE))
          .containsExactly(values, within(1e-13));
      assertThat(benchmark.scenariosCKernel(columns, functions).toArray(JAVA_DOUBLE))
          .containsExactly(inScenarios, within(1e-13));
    }
    if (isBuilt(Peers.QUANTLIB)) {
      Black76Benchmark.QuantLibFunctions functions = new Black76Benchmark.QuantLibFunctions();
      assertThat(benchmark.quantLib(columns, functions).toArray(JAVA_DOUBLE))
          .containsExactly(values, within(1e-12));
    }
    columns.close();
  }

  /** The two formulas are approximations, 0.04 apart at the most volatile option of two years. */
  @Test
  void americanPricersAgreeOnTheWorthOfTheBook() {
    AmericanBenchmark benchmark = new AmericanBenchmark();
    AmericanBenchmark.Options options = new AmericanBenchmark.Options();
    double[] whaley = benchmark.whaley(options).clone();
    double[] bjerksund = benchmark.bjerksund(options).clone();
    double[] inScenarios = benchmark.scenariosWhaley(options).clone();
    assertThat(whaley).hasSize(AmericanBenchmark.OPTIONS);
    assertThat(bjerksund).containsExactly(whaley, within(0.05));
    assertThat(benchmark.scenariosBjerksund(options)).containsExactly(inScenarios, within(0.05));
    if (isBuilt(Peers.QUANTLIB)) {
      AmericanBenchmark.InQuantLib peer = new AmericanBenchmark.InQuantLib();
      peer.copy(options);
      assertThat(benchmark.quantLibWhaley(peer).toArray(JAVA_DOUBLE))
          .containsExactly(whaley, within(1e-5));
      assertThat(benchmark.scenariosQuantLibWhaley(peer).toArray(JAVA_DOUBLE))
          .containsExactly(inScenarios, within(1e-5));
      assertThat(benchmark.quantLibBjerksund(peer).toArray(JAVA_DOUBLE))
          .containsExactly(bjerksund, within(0.05));
      assertThat(benchmark.scenariosQuantLibBjerksund(peer).toArray(JAVA_DOUBLE))
          .containsExactly(inScenarios, within(0.05));
      peer.close();
    }
  }

  /** 25 ticks of 0.73 USD a lot; the trial balance would throw if it did not add up. */
  @Test
  void theSettlementPaysEveryAccountAndAddsUpToZero() {
    SettlementBenchmark benchmark = new SettlementBenchmark(5_000);
    benchmark.hold();
    assertThat(benchmark.lastDay().lines())
        .hasSize(5_000)
        .allMatch(line -> line.cash().minorUnits() == 1_825 * line.lots().value());
    assertThat(benchmark.lastDay().total().isZero()).isTrue();
    assertThat(benchmark.lastDayAndLedger().lines()).hasSize(1_001);
  }

  @Test
  void theLargeAccountHoldsFiveThousandContractsAndHasARequirement() {
    LargeAccountBenchmark benchmark = new LargeAccountBenchmark();
    assertThat(benchmark.positionCount()).isEqualTo(5_000);
    assertThat(benchmark.requirement().initialMargin(CurrencyCode.USD).minorUnits()).isPositive();
    assertThat(benchmark.arrays().contractCount()).isEqualTo(5_000);
  }

  @Test
  void everyForkGetsTheFlagsOfTheHouse() throws Exception {
    assertThat(Main.flags())
        .contains(
            "--add-exports=jdk.compiler",
            "-Dchronicle.analytics.disable=true",
            "--add-modules=jdk.incubator.vector")
        .doesNotContain("$");
  }
}
