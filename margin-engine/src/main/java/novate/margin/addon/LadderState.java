package novate.margin.addon;

import static novate.market.Checks.require;

import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.ContractId;
import novate.market.Lots;

/**
 * What a rate ladder must know of the market besides prices.
 *
 * <p>Two defaults, both said here and in the charge's explanation: a contract that is not named in
 * {@code lockedDays} was not limit-locked (the exchange announces those that were); a contract
 * without an open interest stands in the lowest band, and its rate says {@code open interest not
 * given}.
 *
 * @param openInterest lots open in a contract, counted on one side; zero or more
 * @param lockedDays consecutive trading days up to the margin date on which the contract closed
 *     locked at the same limit; zero or more
 */
public record LadderState(
    SortedMap<ContractId, Lots> openInterest, SortedMap<ContractId, Integer> lockedDays) {
  /** Keeps its own copies; nothing is negative. */
  public LadderState {
    openInterest = new TreeMap<>(openInterest);
    lockedDays = new TreeMap<>(lockedDays);
    openInterest.forEach(
        (contract, lots) ->
            require(
                lots.value() >= 0,
                "open interest of %s must not be negative, got %d",
                contract,
                lots.value()));
    lockedDays.forEach(
        (contract, days) ->
            require(
                days >= 0, "limit-locked days of %s must not be negative, got %d", contract, days));
  }

  /** Nothing is known but that no contract was limit-locked. */
  public static LadderState quiet() {
    return new LadderState(new TreeMap<>(), new TreeMap<>());
  }

  OptionalLong openInterest(ContractId contract) {
    Lots lots = openInterest.get(contract);
    return lots == null ? OptionalLong.empty() : OptionalLong.of(lots.value());
  }

  int lockedDays(ContractId contract) {
    return lockedDays.getOrDefault(contract, 0);
  }
}
