package novate.margin.simulation;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import novate.market.Contract;
import novate.market.FactorId;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.scenario.FactorCurve;

/**
 * Where a contract stands between the points of its curve.
 *
 * <pre>move = (1 - share) * move(near) + share * move(far)        linear in time to maturity</pre>
 *
 * <p>Before the first and behind the last point the nearest one moves it alone.
 *
 * @param near the point at or before the maturity
 * @param far the point after it; {@code near} where there is none
 * @param share of the far point, 0 to 1
 */
public record CurvePlace(FactorId near, FactorId far, double share) {
  private static final double MONTHS_PER_DAY = 12.0 / 365.0;

  /** Checks the share; NaN fails too. */
  public CurvePlace {
    require(share >= 0 && share <= 1, "share of %s must be 0 to 1, got %s", far, share);
  }

  /**
   * The place of a contract on a date: a future's by its own expiry, an option's by that of its
   * underlying. A month is a twelfth of 365 days.
   */
  public static CurvePlace of(FactorCurve curve, Contract contract, LocalDate date) {
    LocalDate maturity =
        switch (contract) {
          case Future future -> future.expiry();
          case OptionOnFuture option -> option.underlying().expiry();
        };
    return of(curve, ChronoUnit.DAYS.between(date, maturity) * MONTHS_PER_DAY);
  }

  /** Days to a maturity in months. */
  static double days(int months) {
    return months / MONTHS_PER_DAY;
  }

  /** The place of a maturity in months. */
  public static CurvePlace of(FactorCurve curve, double months) {
    SortedMap<Integer, FactorId> points = curve.pointByMonths();
    Map.Entry<Integer, FactorId> near = null;
    for (Map.Entry<Integer, FactorId> point : points.entrySet()) {
      if (point.getKey() > months) {
        if (near == null) {
          return new CurvePlace(point.getValue(), point.getValue(), 0);
        }
        double share = (months - near.getKey()) / (point.getKey() - near.getKey());
        return new CurvePlace(near.getValue(), point.getValue(), share);
      }
      near = point;
    }
    FactorId last = points.lastEntry().getValue();
    return new CurvePlace(last, last, 0);
  }

  /** The contract's move in a scenario. */
  double move(double[] nearMoves, double[] farMoves, int scenario) {
    return share == 0
        ? nearMoves[scenario]
        : (1 - share) * nearMoves[scenario] + share * farMoves[scenario];
  }
}
