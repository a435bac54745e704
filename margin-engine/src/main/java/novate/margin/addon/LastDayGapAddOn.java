package novate.margin.addon;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import novate.market.AccountId;
import novate.market.AveragingState;
import novate.scenario.AddOnParameters.LastDayGap;

/**
 * An average of which all fixings but one are published: the scan sees little left, and the last
 * fixing may still jump.
 *
 * <pre>add-on = |q| * size * max historical |fixing change| / n       while m = n - 1, else 0</pre>
 *
 * <p>Worked example: 100 lots of 730, largest change 0.35 USD, n = 22, m = 21: 100 * 730 * 0.35 /
 * 22 = 1,161.36363..., up: 1,161.37 USD.
 */
final class LastDayGapAddOn {
  private LastDayGapAddOn() {}

  static AddOn of(
      AccountId account,
      ExpiringExposure exposure,
      AveragingState averaging,
      LastDayGap parameters) {
    boolean applies = averaging.published() == averaging.scheduled() - 1;
    BigDecimal gap =
        applies
            ? BigDecimal.valueOf(Math.absExact(exposure.lots().value()))
                .multiply(exposure.size())
                .multiply(BigDecimal.valueOf(parameters.fixingChangeMax()))
                .divide(BigDecimal.valueOf(averaging.scheduled()), MathContext.DECIMAL128)
            : BigDecimal.ZERO;
    return new AddOn(
        AddOn.Kind.LAST_DAY_GAP,
        account,
        Optional.of(exposure.commodity()),
        RoundUp.units(exposure.risk().currency(), gap),
        new Inputs()
            .of("contract", exposure.contract())
            .of("lots", exposure.lots().value(), "lots")
            .of("size", exposure.size().toPlainString(), "units per lot")
            .of(
                "fixing_change_max",
                parameters.fixingChangeMax(),
                exposure.risk().currency() + " per unit")
            .of("scheduled", averaging.scheduled(), "fixings")
            .of("published", averaging.published(), "fixings")
            .list());
  }
}
