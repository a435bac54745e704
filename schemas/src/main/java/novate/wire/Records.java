package novate.wire;

import java.util.List;
import novate.wire.event.AccountOpened;
import novate.wire.event.CalendarPublished;
import novate.wire.event.CashAdjusted;
import novate.wire.event.CashPaid;
import novate.wire.event.ContractListed;
import novate.wire.event.Cut;
import novate.wire.event.CycleBroken;
import novate.wire.event.CycleClosed;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleEnd;
import novate.wire.event.CycleRequested;
import novate.wire.event.CycleResult;
import novate.wire.event.DayOpened;
import novate.wire.event.DeskBalance;
import novate.wire.event.DeskHeader;
import novate.wire.event.ExerciseHoldings;
import novate.wire.event.ExerciseInstruction;
import novate.wire.event.ExercisesSealed;
import novate.wire.event.Exposure;
import novate.wire.event.FixingDecided;
import novate.wire.event.FixingPublished;
import novate.wire.event.FixingRestatementRequested;
import novate.wire.event.FixingWithheld;
import novate.wire.event.KeeperHeader;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.Leg;
import novate.wire.event.LotsChanged;
import novate.wire.event.MarginCall;
import novate.wire.event.MemberAdmitted;
import novate.wire.event.NovatorCheckpoint;
import novate.wire.event.OpenDayRequested;
import novate.wire.event.ParametersPublished;
import novate.wire.event.PositionState;
import novate.wire.event.PriceLimitsSet;
import novate.wire.event.PriceSetSealed;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.PricesApproved;
import novate.wire.event.PricesComplete;
import novate.wire.event.PricesHeld;
import novate.wire.event.ProductListed;
import novate.wire.event.QuoteReceived;
import novate.wire.event.QuoteWithdrawn;
import novate.wire.event.Reject;
import novate.wire.event.RequestAnswered;
import novate.wire.event.ScenariosPublished;
import novate.wire.event.SettlementCorrected;
import novate.wire.event.SettlementPriceRestated;
import novate.wire.event.StepDone;
import novate.wire.event.TradeReport;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecordBase;

/** The one place that says which records may stand on the log by themselves. */
final class Records {
  /** Every record of the protocol that is not only a part of another, by name. */
  static final List<Class<? extends SpecificRecordBase>> TOP_LEVEL =
      List.of(
          AccountOpened.class,
          CalendarPublished.class,
          CashAdjusted.class,
          CashPaid.class,
          ContractListed.class,
          Cut.class,
          CycleBroken.class,
          CycleClosed.class,
          CycleDone.class,
          CycleEnd.class,
          CycleRequested.class,
          CycleResult.class,
          DayOpened.class,
          DeskBalance.class,
          DeskHeader.class,
          ExerciseHoldings.class,
          ExerciseInstruction.class,
          ExercisesSealed.class,
          Exposure.class,
          FixingDecided.class,
          FixingPublished.class,
          FixingRestatementRequested.class,
          FixingWithheld.class,
          KeeperHeader.class,
          LedgerEntryPosted.class,
          Leg.class,
          LotsChanged.class,
          MarginCall.class,
          MemberAdmitted.class,
          NovatorCheckpoint.class,
          OpenDayRequested.class,
          ParametersPublished.class,
          PositionState.class,
          PriceLimitsSet.class,
          PriceSetSealed.class,
          PriceSubmitted.class,
          PricesApproved.class,
          PricesComplete.class,
          PricesHeld.class,
          ProductListed.class,
          QuoteReceived.class,
          QuoteWithdrawn.class,
          Reject.class,
          RequestAnswered.class,
          ScenariosPublished.class,
          SettlementCorrected.class,
          SettlementPriceRestated.class,
          StepDone.class,
          TradeReport.class,
          Value.class);

  private Records() {}
}
