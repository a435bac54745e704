package novate.margin.addon;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import novate.market.Money;
import novate.scenario.WrongWayExposure;
import novate.scenario.WrongWayExposure.Side;

/**
 * The expected loss of an account when its owner's own factor is at its worst.
 *
 * <pre>
 * m      = N * tail / 10,000                                exactly; below 1 it is 1
 * E      = (1/m) [ sum_(j &lt;= floor m) L(j) + (m - floor m) L(floor m + 1) ]
 *          L(j): the loss in the scenario with the j-th worst return of the factor
 * add-on = max(0, E * (1 + theta) - IM)
 * </pre>
 *
 * <p>The worst return is the lowest for an owner that is long its own factor, the highest for one
 * that is short; ties go to the lower scenario. The mean is over the factor's tail, not the
 * account's: an account that gains there adds nothing.
 *
 * <p>Worked example: 250 scenarios, 1 %: m = 2.5; the losses in the three worst are 90,000, 60,000
 * and 50,000 USD: E = (90 + 60 + 0.5 * 50) / 2.5 = 70,000; theta 0.25 and IM 60,000: 27,500.00 USD.
 */
final class WrongWayAddOn {
  private static final int BASIS_POINTS = 10_000;

  private WrongWayAddOn() {}

  static AddOn of(WrongWayExposure exposure, TailScenarios tail) {
    BigDecimal expected = expectedLoss(exposure, tail);
    Money margin = tail.initialMargin();
    BigDecimal above =
        expected
            .multiply(BigDecimal.ONE.add(BigDecimal.valueOf(exposure.theta())))
            .subtract(BigDecimal.valueOf(margin.minorUnits()));
    return new AddOn(
        AddOn.Kind.WRONG_WAY,
        exposure.account(),
        Optional.of(exposure.factor()),
        RoundUp.minorUnits(margin.currency(), above.max(BigDecimal.ZERO)),
        new Inputs()
            .of("side", exposure.side())
            .of("scenarios", tail.lossesMinorUnits().length)
            .of("tail", exposure.tailBasisPoints(), "basis points")
            .of(
                "expected_tail_loss",
                expected.movePointLeft(margin.currency().minorDigits()).toPlainString(),
                margin.currency().code())
            .of("theta", exposure.theta())
            .of("initial_margin", margin)
            .list());
  }

  /** E of the formula, in minor units; negative where the account gains. */
  private static BigDecimal expectedLoss(WrongWayExposure exposure, TailScenarios tail) {
    double[] returns = tail.factorReturns();
    long[] losses = tail.lossesMinorUnits();
    int sign = exposure.side() == Side.LONG ? 1 : -1;
    int[] worstFirst =
        IntStream.range(0, returns.length)
            .boxed()
            // Plus zero: a return of -0.0 is no lower than one of 0.0.
            .sorted(Comparator.comparingDouble(s -> sign * returns[s] + 0.0))
            .mapToInt(Integer::intValue)
            .toArray();
    long scaled = Math.max(BASIS_POINTS, (long) returns.length * exposure.tailBasisPoints());
    int whole = (int) (scaled / BASIS_POINTS);
    BigDecimal part = BigDecimal.valueOf(scaled % BASIS_POINTS).movePointLeft(4);
    BigDecimal sum = BigDecimal.ZERO;
    for (int j = 0; j < whole; j++) {
      sum = sum.add(BigDecimal.valueOf(losses[worstFirst[j]]));
    }
    if (part.signum() > 0) {
      sum = sum.add(part.multiply(BigDecimal.valueOf(losses[worstFirst[whole]])));
    }
    BigDecimal count = BigDecimal.valueOf(scaled).movePointLeft(4);
    return sum.divide(count, MathContext.DECIMAL128);
  }
}
