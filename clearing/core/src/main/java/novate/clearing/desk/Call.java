package novate.clearing.desk;

import static novate.market.Checks.require;

import novate.market.Money;
import novate.scenario.CallPolicy;
import novate.wire.event.CallState;
import novate.wire.event.MarginCall;

/** The arithmetic and the states of a margin call. */
final class Call {
  private Call() {}

  /**
   * What is called: the requirement less collateral when strictly above the threshold, rounded up
   * to the increment; else zero.
   */
  static Money amount(Money requirement, Money collateral, CallPolicy policy) {
    long deficit = requirement.minus(collateral).minorUnits();
    if (deficit <= policy.thresholdMinorUnits()) {
      return Money.zero(requirement.currency());
    }
    long increments = Math.ceilDiv(deficit, policy.incrementMinorUnits());
    return new Money(
        requirement.currency(), Math.multiplyExact(increments, policy.incrementMinorUnits()));
  }

  /** True while something can still be paid on the call. */
  static boolean isOpen(MarginCall call) {
    return switch (call.getState()) {
      case ISSUED, ACKNOWLEDGED, DISPUTED, PARTLY_MET, LATE -> true;
      case MET, DEFAULT, SUPERSEDED -> false;
    };
  }

  /** The call after a payment; paying more than is outstanding meets it. */
  static MarginCall paid(MarginCall call, long minorUnits) {
    require(minorUnits > 0, "a payment on call %s must be above zero", call.getCallId());
    long outstanding = Math.max(0, Math.subtractExact(call.getOutstanding(), minorUnits));
    return next(call, outstanding == 0 ? CallState.MET : CallState.PARTLY_MET, outstanding);
  }

  /** The call after a later cycle has taken its place. */
  static MarginCall superseded(MarginCall call) {
    return next(call, CallState.SUPERSEDED, 0);
  }

  private static MarginCall next(MarginCall call, CallState state, long outstanding) {
    // Field by field: copying by Avro's builder works only after somebody has loaded the schemas.
    return new MarginCall(
        call.getCallId(),
        call.getRevision() + 1,
        call.getCycleId(),
        call.getMemberId(),
        call.getAccountGroup(),
        call.getCurrency(),
        call.getAmount(),
        outstanding,
        call.getRequirement(),
        call.getCollateral(),
        state);
  }
}
