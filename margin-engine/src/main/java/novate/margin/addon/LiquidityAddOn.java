package novate.margin.addon;

import java.math.BigDecimal;
import java.util.Optional;
import novate.market.AccountId;
import novate.scenario.AddOnParameters.Liquidity;

/**
 * What it costs to cross a stressed market with the net delta.
 *
 * <pre>add-on = |net delta| * size * stressed bid-ask / 2          currency</pre>
 *
 * <p>Worked example: 40 lots of 730 GPU-hours at a stressed bid-ask of 0.05 USD per GPU-hour: 40 *
 * 730 * 0.025 = 730.00 USD.
 */
final class LiquidityAddOn {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private LiquidityAddOn() {}

  static AddOn of(AccountId account, MarketExposure exposure, Liquidity parameters) {
    BigDecimal cost =
        exposure.units().multiply(BigDecimal.valueOf(parameters.stressedBidAsk())).multiply(HALF);
    return new AddOn(
        AddOn.Kind.LIQUIDITY,
        account,
        Optional.of(exposure.commodity()),
        RoundUp.units(exposure.risk().currency(), cost),
        new Inputs()
            .of("net_delta", exposure.netDelta().toPlainString(), "lots")
            .of("size", exposure.size().toPlainString(), "units per lot")
            .of("stressed_bid_ask", parameters.stressedBidAsk(), exposure.perUnit())
            .list());
  }
}
