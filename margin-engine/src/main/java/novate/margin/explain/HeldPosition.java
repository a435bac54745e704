package novate.margin.explain;

import java.math.BigDecimal;
import novate.market.Contract;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.scenario.Period;

/**
 * A position as one combined commodity counts it: its own, or one of a commodity scanned inside it.
 *
 * @param period of the commodity that charges it
 * @param delta deltas of the commodity that charges it, signed
 * @param lossPerLot minor units of a long lot in the active scenario
 * @param loss minor units of the position there, in full
 * @param isOwn false for a position of a commodity that is scanned inside this one
 */
record HeldPosition(
    Contract contract,
    long lots,
    Period period,
    BigDecimal delta,
    long lossPerLot,
    long loss,
    boolean isOwn) {
  /** True for a short option, of one right if one is asked for. */
  boolean isShortOption(OptionRight right) {
    return lots < 0 && contract instanceof OptionOnFuture option && option.right() == right;
  }
}
