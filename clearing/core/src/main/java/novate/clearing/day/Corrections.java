package novate.clearing.day;

import static novate.market.Checks.found;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import novate.clearing.registry.Registry;
import novate.market.Account;
import novate.market.AccountGroup;
import novate.market.AccountId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.OptionOnFuture;
import novate.settlement.Expiry;
import novate.settlement.FinalSettlementPrice;
import novate.wire.Decimals;
import novate.wire.event.AdjustmentLine;
import novate.wire.event.CashAdjusted;
import novate.wire.event.CorrectionKind;
import novate.wire.event.CorrectionLine;
import novate.wire.event.CycleRequested;
import novate.wire.event.FixingPublished;
import novate.wire.event.SettlementCorrected;
import novate.wire.event.SettlementPriceRestated;
import org.jspecify.annotations.Nullable;

/**
 * What an end of day has to correct of earlier ones.
 *
 * <pre>
 * RESTATED_FIXING   every contract that has expired and whose final settlement price, made from the
 *                   fixings in force, is not what it was settled at by fixings before
 * RESTATED_PRICE    what two people have agreed on of a past day; the next end of day, settled from
 *                   the old price, has the counter-entry
 * CASH_ADJUSTMENT   what two people have agreed on of a contract that is final
 * </pre>
 *
 * <p>All contracts are linear in the settlement price, so the difference is {@code (new - old) *
 * lots * tick}, exact. Methodology, sections 10 and 11.
 */
final class Corrections {
  private final CycleRequested cycle;
  private final Registry registry;
  private final Fixings fixings;
  private final Requests requests;
  private final SettledPrices settled;
  private final UnaryOperator<LocalDate> nextEndOfDay;
  private final List<SettlementCorrected> due = new ArrayList<>();

  /**
   * @param nextEndOfDay the business date of the first end of day after a date's
   */
  Corrections(
      CycleRequested cycle,
      Registry registry,
      Fixings fixings,
      Requests requests,
      SettledPrices settled,
      UnaryOperator<LocalDate> nextEndOfDay) {
    this.cycle = cycle;
    this.registry = registry;
    this.fixings = fixings;
    this.requests = requests;
    this.settled = settled;
    this.nextEndOfDay = nextEndOfDay;
  }

  /** The corrections, by contract and then in the order in which people agreed. */
  List<SettlementCorrected> due() {
    for (Contract contract : registry.catalogue().contracts()) {
      if (contract.isActive() && contract.expiry().isBefore(cycle.getBusinessDate())) {
        ofFixings(contract).ifPresent(due::add);
      }
    }
    for (Requests.Agreed agreed : requests.agreed()) {
      ofAgreement(agreed).ifPresent(due::add);
    }
    return List.copyOf(due);
  }

  private Optional<SettlementCorrected> ofFixings(Contract contract) {
    Future future =
        switch (contract) {
          case Future self -> self;
          case OptionOnFuture option -> option.underlying();
        };
    List<FixingPublished> restated = restated(future);
    if (restated.isEmpty() || wasAdjusted(contract)) {
      return Optional.empty();
    }
    OptionalLong before = settled.ticksByFixings(contract);
    OptionalLong now = ticksByFixings(contract, future);
    if (before.isEmpty() || now.isEmpty() || before.getAsLong() == now.getAsLong()) {
      return Optional.empty();
    }
    List<String> reasons =
        restated.stream()
            .map(
                fixing ->
                    "%s %s revision %d: %s"
                        .formatted(
                            fixing.getIndexId(),
                            fixing.getFixingDate(),
                            fixing.getRevision(),
                            fixing.getReason()))
            .toList();
    return Optional.of(
        correction(
                "fixing/%s/%s".formatted(contract.id(), cycle.getCycleId()),
                CorrectionKind.RESTATED_FIXING,
                contract,
                contract.expiry(),
                before.getAsLong(),
                now.getAsLong())
            .setReason(String.join("; ", reasons))
            .setApprovers(
                restated.stream()
                    .flatMap(fixing -> fixing.getApprovers().stream())
                    .distinct()
                    .toList())
            .build());
  }

  /** Fixings of a future's schedule that are not the first print any more, by date. */
  private List<FixingPublished> restated(Future future) {
    IndexId index = future.product().index();
    return IndexSchedule.dates(registry, future).stream()
        .flatMap(date -> fixings.find(new FixingKey(index, date)).stream())
        .filter(fixing -> fixing.getRevision() > 1)
        .toList();
  }

  /** After people have adjusted a contract, nothing but people changes its cash. */
  private boolean wasAdjusted(Contract contract) {
    return requests.corrections().stream()
        .anyMatch(
            each ->
                each.getKind() == CorrectionKind.CASH_ADJUSTMENT
                    && each.getContractId().equals(contract.id().value()));
  }

  private OptionalLong ticksByFixings(Contract contract, Future future) {
    if (contract instanceof OptionOnFuture option && Expiry.endsInFuture(option)) {
      // It ended in its future, not on the fixings: what they change, the future's lots receive.
      return OptionalLong.empty();
    }
    FinalSettlementPrice.Outcome outcome =
        FinalSettlementPrice.of(
            future,
            registry.calendar(future.product().calendar()),
            fixings.values().stream()
                .filter(fixing -> fixing.index().equals(future.product().index()))
                .toList());
    return switch (outcome) {
      case FinalSettlementPrice.Outcome.FixingsMissing _ -> OptionalLong.empty();
      case FinalSettlementPrice.Outcome.Determined determined ->
          OptionalLong.of(Expiry.of(contract, determined.price()).lastSettlement().ticks());
    };
  }

  private Optional<SettlementCorrected> ofAgreement(Requests.Agreed agreed) {
    return switch (agreed.request().event()) {
      case SettlementPriceRestated restated -> Optional.of(price(agreed, restated));
      case CashAdjusted adjusted -> Optional.of(adjustment(agreed, adjusted));
      // A decided fixing was published when it was agreed on.
      default -> Optional.empty();
    };
  }

  private SettlementCorrected price(Requests.Agreed agreed, SettlementPriceRestated restated) {
    Contract contract = contract(restated.getContractId());
    LocalDate date = restated.getBusinessDate();
    return agreed(agreed, CorrectionKind.RESTATED_PRICE, contract, date, restated.getPrice())
        .setCarriedInto(nextEndOfDay.apply(date))
        .build();
  }

  private SettlementCorrected adjustment(Requests.Agreed agreed, CashAdjusted adjusted) {
    Contract contract = contract(adjusted.getContractId());
    return agreed(
            agreed,
            CorrectionKind.CASH_ADJUSTMENT,
            contract,
            contract.expiry(),
            adjusted.getPrice())
        .setLines(adjusted.getLines().stream().map(this::line).toList())
        .build();
  }

  private SettlementCorrected.Builder agreed(
      Requests.Agreed agreed,
      CorrectionKind kind,
      Contract contract,
      LocalDate settledOn,
      @Nullable String price) {
    long before = ticksInForce(contract, settledOn);
    long now = price == null ? before : contract.product().price(Decimals.parse(price)).ticks();
    return correction(agreed.request().subject(), kind, contract, settledOn, before, now)
        .setReason(agreed.reason())
        .setApprovers(agreed.approvers());
  }

  /** What corrections of this very end of day have made of a price counts too. */
  private long ticksInForce(Contract contract, LocalDate settledOn) {
    return due.stream()
        .filter(each -> each.getContractId().equals(contract.id().value()))
        .filter(each -> each.getSettledOn().equals(settledOn))
        .reduce((_, later) -> later)
        .map(SettlementCorrected::getNewTicks)
        .orElseGet(() -> settled.ticks(contract, settledOn).orElseThrow());
  }

  private CorrectionLine line(AdjustmentLine line) {
    int index = registry.accountIndex(new AccountId(line.getAccountId())).orElseThrow();
    Account account = registry.account(index);
    return new CorrectionLine(
        index,
        line.getAccountId(),
        account.member().value(),
        AccountGroup.of(account).name(),
        line.getMinorUnits());
  }

  private SettlementCorrected.Builder correction(
      String id,
      CorrectionKind kind,
      Contract contract,
      LocalDate settledOn,
      long oldTicks,
      long newTicks) {
    return SettlementCorrected.newBuilder()
        .setCorrectionId(id)
        .setCycleId(cycle.getCycleId())
        .setBusinessDate(cycle.getBusinessDate())
        .setKind(kind)
        .setContractIndex(registry.catalogue().index(contract.id()))
        .setContractId(contract.id().value())
        .setCurrency(contract.product().currency().code())
        .setTickMinorUnits(contract.product().tickMinorUnits())
        .setIsMarkedToMarket(contract.isMarkedToMarket())
        .setSettledOn(settledOn)
        .setOldTicks(oldTicks)
        .setNewTicks(newTicks)
        .setLines(List.of());
  }

  private Contract contract(String id) {
    return found(
        registry.catalogue().find(new ContractId(id)).orElse(null),
        "contract %s is not listed",
        id);
  }
}
