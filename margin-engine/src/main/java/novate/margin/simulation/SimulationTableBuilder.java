package novate.margin.simulation;

import static novate.market.Checks.require;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import novate.margin.revaluation.Coverage.Absent;
import novate.margin.revaluation.Coverage.Priced;
import novate.margin.revaluation.MarketView;
import novate.margin.revaluation.Revaluation;
import novate.margin.scan.LossTable;
import novate.margin.simulation.SimulationScenario.Block;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.PriceSet;
import novate.market.Product;
import novate.pricing.BlackKernel;
import novate.pricing.KernelPath;
import novate.scenario.CommodityParameters;
import novate.scenario.ExpertJump;
import novate.scenario.FactorCurve;
import novate.scenario.FactorCurve.VolatilityFactor;
import novate.scenario.ParameterSet;
import novate.scenario.ReturnKind;
import novate.scenario.SimulationParameters;
import org.jspecify.annotations.Nullable;

/** Fills the flat losses, contract by contract; used once. */
final class SimulationTableBuilder {
  /** Doubles hold every integer up to here, so a rounded value below it is what it says. */
  private static final double EXACT_MAX = 0x1p53;

  private static final ExpertJump.Move STILL = new ExpertJump.Move(0, 0);

  private final Catalogue catalogue;
  private final ParameterSet parameters;
  private final SimulationParameters simulation;
  private final FactorScenarios scenarios;
  private final PriceSet prices;
  private final MarketView market;
  private final Set<CombinedCommodityId> simulated = new HashSet<>();
  // On vectors a table is built in half the time, but the first one, before they are compiled, in
  // four times as much: seconds that the first cycle of a process does not have.
  private final BlackKernel kernel = new BlackKernel(KernelPath.PLAIN);
  private final long[] values;

  // Of the contract in hand, by scenario.
  private final double[] factors;
  private final double[] volatilities;
  private final double[] losses;
  private final @Nullable String[] absences;

  SimulationTableBuilder(
      Catalogue catalogue,
      Map<CalendarId, BusinessCalendar> calendars,
      ParameterSet parameters,
      SimulationParameters simulation,
      FactorScenarios scenarios,
      PriceSet prices) {
    this.catalogue = catalogue;
    this.parameters = parameters;
    this.simulation = simulation;
    this.scenarios = scenarios;
    this.prices = prices;
    this.market = new MarketView(prices, calendars);
    simulation.simulatedSets().forEach(set -> simulated.addAll(set.commodities()));
    this.values = new long[Math.multiplyExact(catalogue.size(), scenarios.size())];
    this.factors = new double[scenarios.size()];
    this.volatilities = new double[scenarios.size()];
    this.losses = new double[scenarios.size()];
    this.absences = new @Nullable String[catalogue.size()];
  }

  SimulationTables build() {
    for (int c = 0; c < catalogue.size(); c++) {
      Contract contract = catalogue.contract(c);
      if (!simulated.contains(contract.commodity())) {
        absences[c] = "its commodity %s is in no simulated set".formatted(contract.commodity());
        continue;
      }
      switch (market.coverage(contract, parameters.commodity(contract.commodity()))) {
        case Absent absent -> absences[c] = absent.reason();
        case Priced priced -> fill(c, contract, priced.revaluation());
      }
    }
    LossTable table =
        LossTable.of(
            catalogue.size(),
            scenarios.size(),
            (contractIndex, row) ->
                System.arraycopy(values, contractIndex * row.length, row, 0, row.length));
    return new SimulationTables(catalogue, scenarios, prices.id(), table, absences);
  }

  private void fill(int contractIndex, Contract contract, Revaluation revaluation) {
    FactorCurve curve = simulation.curve(contract.commodity());
    require(
        curve.returns() == ReturnKind.ABSOLUTE || revaluation.factor() > 0,
        "contract %s stands at %s: the returns of its curve must be absolute",
        contract.id(),
        revaluation.factor());
    CommodityParameters scan = parameters.commodity(contract.commodity());
    moveByHistory(contract, revaluation, curve);
    moveByJumps(contract, revaluation, curve);
    for (int s = 0; s < losses.length; s++) {
      factors[s] = revaluation.floored(factors[s]);
      volatilities[s] = Math.max(scan.volatilityFloor(), volatilities[s]);
    }
    lose(contract, revaluation);
    int first = contractIndex * scenarios.size();
    double minorUnits = minorUnitsPerPriceUnit(contract.product());
    for (int s = 0; s < losses.length; s++) {
      values[first + s] = rounded(losses[s] * minorUnits, contract, s);
    }
  }

  private void lose(Contract contract, Revaluation revaluation) {
    try {
      revaluation.losses(factors, volatilities, 0, kernel, losses);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "contract %s, %s".formatted(contract.id(), e.getMessage()), e);
    }
  }

  private void moveByHistory(Contract contract, Revaluation revaluation, FactorCurve curve) {
    CurvePlace place = CurvePlace.of(curve, contract, prices.date());
    double[] near = scenarios.moves(place.near());
    double[] far = scenarios.moves(place.far());
    for (int s = 0; s < scenarios.from(Block.JUMP); s++) {
      factors[s] = moved(curve.returns(), revaluation.factor(), place.move(near, far, s));
      volatilities[s] = volatility(revaluation, curve, s);
    }
  }

  private double volatility(Revaluation revaluation, FactorCurve curve, int scenario) {
    if (curve.volatility().isEmpty()) {
      return revaluation.volatility();
    }
    VolatilityFactor factor = curve.volatility().get();
    return moved(
        factor.returns(), revaluation.volatility(), scenarios.moves(factor.factor())[scenario]);
  }

  private void moveByJumps(Contract contract, Revaluation revaluation, FactorCurve curve) {
    List<ExpertJump> jumps = simulation.jumps();
    for (int j = 0; j < jumps.size(); j++) {
      ExpertJump.Move move = jumps.get(j).moves().getOrDefault(contract.commodity(), STILL);
      double factor = revaluation.factor();
      int s = scenarios.from(Block.JUMP) + j;
      factors[s] =
          switch (curve.returns()) {
            case LOG -> factor * (1 + move.price());
            case ABSOLUTE -> factor + move.price();
          };
      volatilities[s] = revaluation.volatility() * (1 + move.volatility());
    }
  }

  private static double moved(ReturnKind kind, double level, double move) {
    return switch (kind) {
      case LOG -> level * StrictMath.exp(move);
      case ABSOLUTE -> level + move;
    };
  }

  /** The one rounding of a loss. */
  private long rounded(double minorUnits, Contract contract, int scenario) {
    require(
        Math.abs(minorUnits) <= EXACT_MAX,
        "contract %s, scenario %s: loss per lot is %s minor units, not a finite number up to 2^53",
        contract.id(),
        scenarios.scenarios().get(scenario),
        minorUnits);
    return (long) Math.rint(minorUnits);
  }

  private static double minorUnitsPerPriceUnit(Product product) {
    return product.size().movePointRight(product.currency().minorDigits()).doubleValue();
  }
}
