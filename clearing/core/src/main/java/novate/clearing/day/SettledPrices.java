package novate.clearing.day;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import novate.market.Contract;
import novate.market.PriceSet;
import novate.wire.event.CorrectionKind;
import novate.wire.event.SettlementCorrected;

/** At what contracts were settled: the price sealed at the end of day, then as corrected. */
final class SettledPrices {
  private final Requests requests;
  private final Function<LocalDate, Optional<PriceSet>> sealed;

  /**
   * @param sealed the price set that a business date's end of day was valued with
   */
  SettledPrices(Requests requests, Function<LocalDate, Optional<PriceSet>> sealed) {
    this.requests = requests;
    this.sealed = sealed;
  }

  /** The price in force, in ticks; empty when the contract was not settled that day. */
  OptionalLong ticks(Contract contract, LocalDate date) {
    return last(contract, date, corrections(contract, date));
  }

  /** The price that the fixings gave last, in ticks: cash adjustments do not change it. */
  OptionalLong ticksByFixings(Contract contract) {
    return last(
        contract,
        contract.expiry(),
        corrections(contract, contract.expiry())
            .filter(each -> each.getKind() == CorrectionKind.RESTATED_FIXING));
  }

  private Stream<SettlementCorrected> corrections(Contract contract, LocalDate date) {
    return requests.corrections().stream()
        .filter(each -> each.getContractId().equals(contract.id().value()))
        .filter(each -> each.getSettledOn().equals(date));
  }

  private OptionalLong last(
      Contract contract, LocalDate date, Stream<SettlementCorrected> corrections) {
    Optional<PriceSet.Mark> mark = sealed.apply(date).flatMap(set -> set.find(contract.id()));
    if (mark.isEmpty()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        corrections
            .reduce((_, later) -> later)
            .map(SettlementCorrected::getNewTicks)
            .orElse(mark.get().price().ticks()));
  }
}
