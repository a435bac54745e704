package novate.margin.simulation;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.util.Optional;
import novate.market.FactorId;
import novate.scenario.AntiProcyclicality;
import novate.scenario.ReturnKind;
import novate.scenario.ShortHistory.Proxy;
import novate.scenario.SimulationParameters;
import org.jspecify.annotations.Nullable;

/**
 * The one-day moves of one factor on every date of a history: raw, at today's volatility, at the
 * long-run volatility. Where a young factor has none of its own they are beta times its proxy's.
 */
final class FactorPath {
  private final FactorReturns own;
  private final @Nullable VolatilityFilter filter;
  private final @Nullable FactorPath proxy;
  private final double beta;

  private FactorPath(
      FactorReturns own,
      @Nullable VolatilityFilter filter,
      @Nullable FactorPath proxy,
      double beta) {
    this.own = own;
    this.filter = filter;
    this.proxy = proxy;
    this.beta = beta;
  }

  /**
   * The path of a factor.
   *
   * @param start place of the first date of the history; a factor that begins later is young
   * @throws IllegalArgumentException when a young factor has no proxy or its proxy is young too,
   *     when an old one is too short to be filtered, or the stress period has no date
   */
  static FactorPath of(
      FactorHistory history,
      SimulationParameters parameters,
      FactorId factor,
      ReturnKind kind,
      int start) {
    FactorReturns own = history.returns(factor, kind);
    if (own.firstDate() == start + 1) {
      double stress = stressVolatility(history, parameters, own::on, start + 1);
      return new FactorPath(
          own, new VolatilityFilter(own, parameters.volatility(), stress), null, 0);
    }
    Proxy proxy = parameters.shortHistory().proxy(factor);
    require(
        history.returns(proxy.factor(), kind).firstDate() == start + 1,
        "proxy %s of factor %s begins on %s, but the history on %s",
        proxy.factor(),
        factor,
        history.firstDate(proxy.factor()),
        history.dates().get(start));
    FactorPath older = of(history, parameters, proxy.factor(), kind, start);
    FactorPath unfiltered = new FactorPath(own, null, older, proxy.beta());
    if (own.count() <= parameters.volatility().seedReturns()) {
      return unfiltered;
    }
    double stress = stressVolatility(history, parameters, unfiltered::raw, start + 1);
    return new FactorPath(
        own, new VolatilityFilter(own, parameters.volatility(), stress), older, proxy.beta());
  }

  @FunctionalInterface
  private interface Moves {
    double on(int date);
  }

  private static double stressVolatility(
      FactorHistory history, SimulationParameters parameters, Moves moves, int firstDate) {
    double sum = 0;
    int count = 0;
    for (int date = firstDate; date < history.dates().size(); date++) {
      if (parameters.stress().contains(history.dates().get(date))) {
        sum += moves.on(date) * moves.on(date);
        count++;
      }
    }
    require(
        count > 0,
        "stress period %s to %s has no date in the history",
        parameters.stress().from(),
        parameters.stress().to());
    return Math.sqrt(sum / count);
  }

  /** Place of the first date on which it has a filtered return of its own. */
  int firstOwnDate() {
    return filter == null ? own.endDate() : filter.firstDate();
  }

  /** The move as it was; before the factor's own first date beta times the proxy's. */
  double raw(int date) {
    return date >= own.firstDate() ? own.on(date) : beta * proxy().raw(date);
  }

  /** The move at today's volatility; the proxy's where there is none of its own. */
  double filtered(int date) {
    return date >= firstOwnDate() ? filter().filtered(date) : filteredByProxy(date);
  }

  /** The move at the higher of today's and the long-run volatility. */
  double longRun(int date) {
    if (date < firstOwnDate()) {
      return longRunByProxy(date);
    }
    return filter().filtered(date, Math.max(filter().today(), filter().longRun()));
  }

  /** Beta times the proxy's move at today's volatility; an old factor's own. */
  double filteredByProxy(int date) {
    return proxy == null ? filtered(date) : beta * proxy.filtered(date);
  }

  /** Beta times the proxy's move at the long-run volatility; an old factor's own. */
  double longRunByProxy(int date) {
    return proxy == null ? longRun(date) : beta * proxy.longRun(date);
  }

  /** The volatilities that the scenarios of this factor rest on; a proxy's where it has none. */
  FactorVolatility volatility(AntiProcyclicality tools) {
    if (filter == null) {
      return proxy().volatility(tools);
    }
    return new FactorVolatility(
        own.factor(),
        filter.forecast(),
        filter.median(),
        filter.today(),
        filter.longRun(),
        filter.bufferShare(tools.lowBasisPoints(), tools.highBasisPoints()));
  }

  private VolatilityFilter filter() {
    return found(filter, "factor %s has no filter", own.factor());
  }

  private FactorPath proxy() {
    return found(proxy, "factor %s has no proxy", own.factor());
  }

  /** The proxy's name, if one stands in. */
  Optional<FactorId> proxyFactor() {
    return Optional.ofNullable(proxy).map(each -> each.own.factor());
  }
}
