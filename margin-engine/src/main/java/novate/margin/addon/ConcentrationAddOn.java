package novate.margin.addon;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import novate.market.AccountId;
import novate.market.Money;
import novate.scenario.AddOnParameters.Concentration;

/**
 * A position that cannot be closed within the horizon, and what closing it does to the price.
 *
 * <pre>
 * n      = max(1, ceil(|Q| / (rho * ADV)))                                   days of an even close-out
 * factor = sqrt((n + 1)(2n + 1) / (6n))                                      risk of it over that of one day
 * add-on = max(0, factor / sqrt(h) - 1) * risk  +  eta * sigma * |Q| * size * sqrt(|Q| / ADV)
 * </pre>
 *
 * <p>Q is the net delta in lots, sigma in price units, risk that of h days. The factor is the root
 * of the sum over the days of the squared share still held, n/n, (n - 1)/n, ..., 1/n. Each of the
 * two terms is rounded up alone.
 *
 * <p>Worked example: 5,000 lots of 730, ADV 2,500, rho 0.2, h 2, risk 1,000,000 USD, eta 0.7, sigma
 * 0.06: n = 10, factor = sqrt(231 / 60) = 1.962142, over sqrt 2 and less 1: 0.387443693, so
 * 387,443.70; impact 0.7 * 0.06 * 5,000 * 730 * sqrt 2 = 216,798.94; together 604,242.64 USD.
 */
final class ConcentrationAddOn {
  private static final BigDecimal DAYS_MAX = BigDecimal.valueOf(1_000_000_000);

  private ConcentrationAddOn() {}

  /** Days that closing the position evenly takes: n of the formula. */
  static long days(BigDecimal lots, Concentration parameters) {
    BigDecimal lotsPerDay =
        BigDecimal.valueOf(parameters.participation())
            .multiply(BigDecimal.valueOf(parameters.dailyVolumeLots()));
    BigDecimal days = lots.divide(lotsPerDay, 0, RoundingMode.CEILING);
    require(days.compareTo(DAYS_MAX) < 0, "closing %s lots would take %s days", lots, days);
    return Math.max(1, days.longValueExact());
  }

  /** Risk of an even close-out over n days in units of the risk of one day; 1 for one day. */
  static double factor(long days) {
    double n = days;
    return Math.sqrt((n + 1) * (2 * n + 1) / (6 * n));
  }

  static AddOn of(
      AccountId account, MarketExposure exposure, Concentration parameters, int horizonDays) {
    long days = days(exposure.lots(), parameters);
    double excess = Math.max(0, factor(days) / Math.sqrt(horizonDays) - 1);
    double daysOfVolume = exposure.lots().doubleValue() / parameters.dailyVolumeLots();
    BigDecimal impact =
        BigDecimal.valueOf(parameters.impact())
            .multiply(BigDecimal.valueOf(parameters.dailyVolatility()))
            .multiply(exposure.units())
            .multiply(BigDecimal.valueOf(Math.sqrt(daysOfVolume)));
    Money closeOut =
        RoundUp.share(exposure.risk(), excess, "concentration of " + exposure.commodity());
    Money moved = RoundUp.units(exposure.risk().currency(), impact);
    return new AddOn(
        AddOn.Kind.CONCENTRATION,
        account,
        Optional.of(exposure.commodity()),
        closeOut.plus(moved),
        new Inputs()
            .of("net_delta", exposure.netDelta().toPlainString(), "lots")
            .of("daily_volume", parameters.dailyVolumeLots(), "lots")
            .of("participation", parameters.participation())
            .of("close_out_days", days, "days")
            .of("horizon", horizonDays, "days")
            .of("risk", exposure.risk())
            .of("excess_factor", excess)
            .of("close_out_part", closeOut)
            .of("impact", parameters.impact())
            .of("daily_volatility", parameters.dailyVolatility(), exposure.perUnit())
            .of("size", exposure.size().toPlainString(), "units per lot")
            .of("impact_part", moved)
            .list());
  }
}
