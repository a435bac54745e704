package novate.margin.addon;

import java.math.BigDecimal;
import java.util.Optional;
import novate.market.AccountId;
import novate.scenario.AddOnParameters.FixingQuality;

/**
 * An expiring contract whose fixing came from a fallback, or is worth moving.
 *
 * <pre>add-on = (multiplier - 1) * risk      if low confidence or manipulation ratio > 1, else 0
 * </pre>
 *
 * <p>Worked example: risk 80,000.00 USD, multiplier 1.25, a low-confidence fixing: 20,000.00 USD.
 */
final class FixingQualityAddOn {
  private FixingQualityAddOn() {}

  static AddOn of(AccountId account, ExpiringExposure exposure, FixingQuality parameters) {
    boolean applies = exposure.isLowConfidence() || exposure.manipulationRatio() > 1;
    double multiplier = applies ? parameters.multiplier() : 1;
    return new AddOn(
        AddOn.Kind.FIXING_QUALITY,
        account,
        Optional.of(exposure.commodity()),
        RoundUp.share(exposure.risk(), BigDecimal.valueOf(multiplier).subtract(BigDecimal.ONE)),
        new Inputs()
            .of("contract", exposure.contract())
            .of("low_confidence", exposure.isLowConfidence())
            .of("manipulation_ratio", exposure.manipulationRatio())
            .of("multiplier", multiplier)
            .of("risk", exposure.risk())
            .list());
  }
}
