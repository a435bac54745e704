package novate.margin.simulation;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import novate.margin.simulation.SimulationScenario.Block;
import novate.market.CombinedCommodityId;
import novate.market.FactorId;
import novate.scenario.FactorCurve;
import novate.scenario.ReturnKind;
import novate.scenario.SimulationParameters;

/**
 * How far every factor moves in every scenario over the horizon. Immutable.
 *
 * <p>A scenario of h days is the sum of the h one-day moves that end on its date, so neighbours
 * overlap. Mirrored scenarios follow the others of their block, in the same order. Blocks whose
 * scenarios nobody needs (proxies where no factor is young) are empty.
 */
public final class FactorScenarios {
  private final SimulationParameters parameters;
  private final FactorHistory history;
  private final SortedMap<FactorId, FactorPath> paths;
  private final List<SimulationScenario> scenarios = new ArrayList<>();
  private final SortedMap<Block, int[]> ranges = new TreeMap<>();
  private final SortedMap<FactorId, double[]> moves = new TreeMap<>();
  private final int firstDate;

  private FactorScenarios(
      SimulationParameters parameters,
      FactorHistory history,
      SortedMap<FactorId, FactorPath> paths,
      int start) {
    this.parameters = parameters;
    this.history = history;
    this.paths = paths;
    this.firstDate = start + parameters.volatility().seedReturns() + parameters.horizonDays();
    List<Integer> dates = dates(firstDate);
    require(
        !dates.isEmpty(),
        "the history ends on %s, before its first scenario",
        history.dates().getLast());
    boolean hasYoung = paths.values().stream().anyMatch(path -> path.proxyFactor().isPresent());
    List<Integer> proxyDates = hasYoung ? dates : List.of();
    add(Block.FILTERED, dates);
    add(Block.FILTERED_PROXY, proxyDates);
    add(Block.LONG_RUN, dates);
    add(Block.LONG_RUN_PROXY, proxyDates);
    add(Block.STRESSED, stressDates(start + parameters.horizonDays()));
    addJumps();
    paths.forEach((factor, path) -> moves.put(factor, moves(path)));
  }

  /**
   * The scenarios of the factors of every simulated commodity.
   *
   * @param history as it was known at the date the scenarios are for
   * @throws IllegalArgumentException naming the factor that is unknown, not positive where
   *     logarithms are asked, or too short without a proxy; or when the stress period has fewer
   *     dates in the history than the horizon
   */
  public static FactorScenarios of(SimulationParameters parameters, FactorHistory history) {
    SortedMap<FactorId, ReturnKind> kinds = kinds(parameters);
    require(!kinds.isEmpty(), "the simulation has no factor: no commodity is in a simulated set");
    int start = Integer.MAX_VALUE;
    for (FactorId factor : kinds.keySet()) {
      start = Math.min(start, history.dates().indexOf(history.firstDate(factor)));
    }
    SortedMap<FactorId, FactorPath> paths = new TreeMap<>();
    for (var factor : kinds.entrySet()) {
      paths.put(
          factor.getKey(),
          FactorPath.of(history, parameters, factor.getKey(), factor.getValue(), start));
    }
    return new FactorScenarios(parameters, history, paths, start);
  }

  private static SortedMap<FactorId, ReturnKind> kinds(SimulationParameters parameters) {
    SortedMap<FactorId, ReturnKind> kinds = new TreeMap<>();
    parameters.simulatedSets().stream()
        .flatMap(set -> set.commodities().stream())
        .map(parameters::curve)
        .forEach(
            curve -> {
              for (FactorId factor : curve.factors()) {
                ReturnKind kind = curve.returns(factor);
                ReturnKind before = kinds.putIfAbsent(factor, kind);
                require(
                    before == null || before == kind,
                    "factor %s stands in two curves with returns %s and %s",
                    factor,
                    before,
                    kind);
              }
            });
    return kinds;
  }

  private List<Integer> dates(int from) {
    List<Integer> dates = new ArrayList<>();
    for (int date = from; date < history.dates().size(); date++) {
      dates.add(date);
    }
    return dates;
  }

  /** Dates whose whole horizon lies in the stress period. */
  private List<Integer> stressDates(int from) {
    List<Integer> dates =
        dates(from).stream()
            .filter(date -> isStress(date) && isStress(date - parameters.horizonDays() + 1))
            .toList();
    require(
        !dates.isEmpty(),
        "stress period %s to %s has fewer than %d dates in the history",
        parameters.stress().from(),
        parameters.stress().to(),
        parameters.horizonDays());
    return dates;
  }

  private boolean isStress(int date) {
    return parameters.stress().contains(history.dates().get(date));
  }

  private void add(Block block, List<Integer> dates) {
    int from = scenarios.size();
    for (int date : dates) {
      add(block, history.dates().get(date).toString(), false);
    }
    if (parameters.isAntithetic()) {
      for (int date : dates) {
        add(block, history.dates().get(date).toString(), true);
      }
    }
    ranges.put(block, new int[] {from, scenarios.size()});
  }

  private void addJumps() {
    int from = scenarios.size();
    parameters.jumps().forEach(jump -> add(Block.JUMP, jump.name(), false));
    ranges.put(Block.JUMP, new int[] {from, scenarios.size()});
  }

  private void add(Block block, String label, boolean isMirrored) {
    scenarios.add(new SimulationScenario(scenarios.size(), block, label, isMirrored));
  }

  private double[] moves(FactorPath path) {
    double[] moves = new double[scenarios.size()];
    int lastDate = history.dates().size() - 1;
    fill(moves, Block.FILTERED, lastDate, path::filtered);
    fill(moves, Block.FILTERED_PROXY, lastDate, path::filteredByProxy);
    fill(moves, Block.LONG_RUN, lastDate, path::longRun);
    fill(moves, Block.LONG_RUN_PROXY, lastDate, path::longRunByProxy);
    fill(moves, Block.STRESSED, lastStressDate(), path::raw);
    return moves;
  }

  private int lastStressDate() {
    int date = history.dates().size() - 1;
    while (!isStress(date)) {
      date--;
    }
    return date;
  }

  /** The dates of a block are neighbours, so its last one places them all. */
  private void fill(double[] moves, Block block, int lastDate, IntToDoubleFunction daily) {
    int from = from(block);
    int count = unmirrored(block);
    for (int i = 0; i < count; i++) {
      int date = lastDate - count + 1 + i;
      double sum = 0;
      for (int day = date - parameters.horizonDays() + 1; day <= date; day++) {
        sum += daily.applyAsDouble(day);
      }
      moves[from + i] = sum;
      if (parameters.isAntithetic()) {
        moves[from + count + i] = -sum;
      }
    }
  }

  /** All scenarios by id. */
  public List<SimulationScenario> scenarios() {
    return Collections.unmodifiableList(scenarios);
  }

  /** Scenarios. */
  public int size() {
    return scenarios.size();
  }

  /** The first id of a block. */
  public int from(Block block) {
    return range(block)[0];
  }

  /** One after the last id of a block; {@link #from} when it is empty. */
  public int to(Block block) {
    return range(block)[1];
  }

  /** Scenarios of a block that are not mirrored. */
  public int unmirrored(Block block) {
    int count = to(block) - from(block);
    return parameters.isAntithetic() && block != Block.JUMP ? count / 2 : count;
  }

  private int[] range(Block block) {
    return found(ranges.get(block), "there is no block %s", block);
  }

  /**
   * The move of a factor in a scenario over the horizon: a log ratio or an absolute change; 0 in an
   * expert jump, which moves commodities and not factors.
   */
  public double move(FactorId factor, int scenario) {
    return moves(factor)[scenario];
  }

  /** The moves by scenario; shared, callers must not write. */
  double[] moves(FactorId factor) {
    return found(moves.get(factor), "factor %s is not simulated", factor);
  }

  /** The volatilities that the scenarios rest on, by factor. */
  public SortedMap<FactorId, FactorVolatility> volatilities() {
    SortedMap<FactorId, FactorVolatility> volatilities = new TreeMap<>();
    paths.forEach(
        (factor, path) -> volatilities.put(factor, path.volatility(parameters.procyclicality())));
    return volatilities;
  }

  /**
   * How much of the anti-procyclicality buffer a commodity keeps: the largest share of the factors
   * of its curve, as the calmest of them is the likeliest to jump.
   */
  public double bufferShare(CombinedCommodityId commodity) {
    return parameters.curve(commodity).pointByMonths().values().stream()
        .mapToDouble(factor -> path(factor).volatility(parameters.procyclicality()).bufferShare())
        .max()
        .orElseThrow();
  }

  /**
   * How many scenarios of {@link Block#FILTERED} are, counted from its first, not wholly a
   * commodity's own; 0 when none of its factors is young.
   */
  int notOwn(CombinedCommodityId commodity) {
    FactorCurve curve = parameters.curve(commodity);
    int notOwn = 0;
    for (FactorId factor : curve.factors()) {
      // All days of the horizon must be the factor's own.
      int firstWhole = path(factor).firstOwnDate() + parameters.horizonDays() - 1;
      notOwn = Math.max(notOwn, firstWhole - firstDate);
    }
    return Math.min(notOwn, unmirrored(Block.FILTERED));
  }

  private FactorPath path(FactorId factor) {
    return found(paths.get(factor), "factor %s is not simulated", factor);
  }
}
